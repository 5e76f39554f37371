/// The look of the report on screen and on paper.
enum ReportStyle {
  static let sheet = """
    :root{--ink:#1c2430;--soft:#5b6675;--line:#d6dce4;--paper:#fff;--wash:#f5f7fa;--red:#b3261e;--amber:#9a6200;
    --blue:#1f5fa8;--green:#1c7a4a}
    *{box-sizing:border-box}
    body{margin:0 auto;max-width:1080px;padding:16px 24px 64px;color:var(--ink);background:var(--paper);
    font:15px/1.5 "Noto Sans","DejaVu Sans","Liberation Sans",Arial,sans-serif}
    body>input{position:absolute;opacity:0}
    body>label{float:right;margin-left:6px;padding:2px 10px;border:1px solid var(--line);border-radius:12px;
    color:var(--soft);cursor:pointer;font-size:13px}
    #vi:checked+label,#en:checked+label{background:var(--ink);color:#fff;border-color:var(--ink)}
    body>input:focus-visible+label{outline:2px solid var(--blue)}
    #vi:checked~main [lang=en],#en:checked~main [lang=vi]{display:none}
    h1{font-size:25px;line-height:1.25;margin:4px 0 2px;clear:none}
    h2{font-size:19px;margin:34px 0 8px;padding-bottom:4px;border-bottom:2px solid var(--ink)}
    h3{font-size:16px;margin:24px 0 4px}
    p{margin:4px 0 8px}.soft{color:var(--soft)}
    .verdict{margin:14px 0;padding:12px 16px;border-left:6px solid var(--green);background:var(--wash);border-radius:4px}
    .verdict.wait{border-color:var(--amber)}.verdict.stop{border-color:var(--red)}
    .verdict strong{font-size:17px}
    .numbers{display:flex;flex-wrap:wrap;gap:10px;margin:12px 0}
    .numbers div{flex:1 1 110px;padding:8px 12px;border:1px solid var(--line);border-radius:4px}
    .numbers b{display:block;font-size:21px;line-height:1.2}.numbers .soft{font-size:13px}
    table{border-collapse:collapse;width:100%;margin:6px 0 14px;font-size:13.5px}
    th,td{text-align:left;vertical-align:top;padding:4px 8px;border-bottom:1px solid var(--line)}
    th{color:var(--soft);font-weight:600;border-bottom-color:var(--soft)}
    .n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
    code{font:13px/1.4 "DejaVu Sans Mono","Liberation Mono",monospace;background:var(--wash);padding:1px 4px;
    border-radius:3px;overflow-wrap:anywhere}
    .tag{display:inline-block;min-width:62px;text-align:center;border-radius:3px;padding:0 6px;font-size:12px;color:#fff}
    .error{background:var(--red)}.warning{background:var(--amber)}.note{background:#7b8796}
    .maps{display:flex;flex-wrap:wrap;gap:12px;margin:8px 0 4px}
    figure{margin:0;border:1px solid var(--line);border-radius:4px;padding:6px;background:var(--paper);max-width:100%}
    figure .pair{display:flex;gap:6px;flex-wrap:wrap}
    figcaption{font-size:12.5px;color:var(--soft);max-width:460px;margin-top:4px}
    svg{display:block;background:#fbfcfd;max-width:100%;height:auto}
    svg path{stroke-linejoin:round;vector-effect:non-scaling-stroke}
    .a{fill:#4f8fd0;fill-opacity:.35;stroke:#1f5fa8;stroke-width:1.3}
    .b{fill:#e9a13b;fill-opacity:.4;stroke:#9a6200;stroke-width:1.3}
    .old{fill:#9aa5b1;fill-opacity:.25;stroke:#5b6675;stroke-width:1.2;stroke-dasharray:4 3}
    .new{fill:#3fa672;fill-opacity:.3;stroke:#1c7a4a;stroke-width:1.3}
    .land{fill:#c9d3de;stroke:#9aa7b5;stroke-width:.4}
    .ward{fill:none;stroke:#1c2430;stroke-width:1.1;stroke-dasharray:6 3}
    .mark{fill:none;stroke:#d11507;stroke-width:2}
    .dot-error{fill:#d11507}.dot-warning{fill:#e08a00}
    .bar{stroke:#1c2430;fill:none;stroke-width:1.2}
    svg text{font:11px "Noto Sans","DejaVu Sans",Arial,sans-serif;text-anchor:middle;fill:#1c2430}
    svg text.bar{stroke:none;fill:#1c2430;text-anchor:start;font-size:10px}
    ol,ul{margin:4px 0 10px;padding-left:24px}li{margin:3px 0}
    a{color:var(--blue)}
    .sign{display:flex;gap:40px;margin-top:40px;page-break-inside:avoid}
    .sign div{flex:1;border-top:1px solid var(--ink);padding-top:6px;min-height:90px;font-size:13px}
    @media print{body{max-width:none;padding:0;font-size:10.5pt}body>label{display:none}
    @page{size:A4;margin:16mm 14mm}h2,h3{page-break-after:avoid}figure,tr,.verdict,.numbers{page-break-inside:avoid}
    .maps .pair svg{width:40mm;height:40mm}.numbers{gap:4px}.numbers div{flex:1 1 60px;padding:4px 6px}
    .numbers b{font-size:13pt}
    .verdict,.numbers div,.tag,svg,svg *{print-color-adjust:exact;-webkit-print-color-adjust:exact}a{color:inherit}}
    @media(max-width:640px){body{padding:12px}table{display:block;overflow-x:auto}}
    """
}
