import Glibc

/// An open file, closed when this value goes.
struct Descriptor: ~Copyable {
  typealias Number = Int32
  let number: Number

  init(owning number: Number) { self.number = number }

  deinit { close(number) }
}

/// Several open files, closed together.
struct DescriptorList: ~Copyable {
  private var numbers: [Descriptor.Number] = []

  init() {}

  mutating func own(_ number: Descriptor.Number) { numbers.append(number) }

  deinit { for number in numbers { close(number) } }
}
