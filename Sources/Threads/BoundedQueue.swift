import Glibc

/// A first-in first-out queue between threads that makes the faster side wait for the slower.
///
/// It holds a bounded number of elements, so that a reader never runs ahead of the work with the whole file in memory.
@safe
public final class BoundedQueue<Element: Sendable>: @unchecked Sendable {
  // Sendable because every access to the stored properties happens with `mutex` held.
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>
  private let changed: UnsafeMutablePointer<pthread_cond_t>
  private let capacity: Int
  private var elements: [Element] = []
  private var first = 0
  private var isFinished = false
  private var isCancelled = false

  /// Makes a queue that holds at most a number of elements.
  public init(capacity: Int) {
    self.capacity = capacity
    unsafe mutex = .allocate(capacity: 1)
    unsafe changed = .allocate(capacity: 1)
    unsafe pthread_mutex_init(mutex, nil)
    unsafe pthread_cond_init(changed, nil)
  }

  deinit {
    unsafe pthread_cond_destroy(changed)
    unsafe pthread_mutex_destroy(mutex)
    unsafe changed.deallocate()
    unsafe mutex.deallocate()
  }

  /// Appends an element, waiting while the queue is full; `false` when the queue was cancelled.
  public func push(_ element: Element) -> Bool {
    unsafe pthread_mutex_lock(mutex)
    defer { unsafe pthread_mutex_unlock(mutex) }
    while elements.count - first >= capacity, !isCancelled { unsafe pthread_cond_wait(changed, mutex) }
    guard !isCancelled else { return false }
    elements.append(element)
    unsafe pthread_cond_broadcast(changed)
    return true
  }

  /// Takes the oldest element, waiting for one; `nil` when the queue is finished and empty, or was cancelled.
  public func pop() -> Element? {
    unsafe pthread_mutex_lock(mutex)
    defer { unsafe pthread_mutex_unlock(mutex) }
    while elements.count == first, !isFinished, !isCancelled { unsafe pthread_cond_wait(changed, mutex) }
    guard !isCancelled, first < elements.count else { return nil }
    let element = elements[first]
    first += 1
    if first >= capacity {
      elements.removeFirst(first)
      first = 0
    }
    unsafe pthread_cond_broadcast(changed)
    return element
  }

  /// Appends an element without waiting; `false` when the queue is full, finished or cancelled.
  public func offer(_ element: Element) -> Bool {
    unsafe pthread_mutex_lock(mutex)
    defer { unsafe pthread_mutex_unlock(mutex) }
    guard !isCancelled, !isFinished, elements.count - first < capacity else { return false }
    elements.append(element)
    unsafe pthread_cond_broadcast(changed)
    return true
  }

  /// Takes all elements that are there, waiting for one; `nil` when the queue is finished and empty, or was cancelled.
  public func popAll() -> [Element]? {
    unsafe pthread_mutex_lock(mutex)
    defer { unsafe pthread_mutex_unlock(mutex) }
    while elements.count == first, !isFinished, !isCancelled { unsafe pthread_cond_wait(changed, mutex) }
    guard !isCancelled, first < elements.count else { return nil }
    let taken = Array(elements[first...])
    elements.removeAll(keepingCapacity: true)
    first = 0
    unsafe pthread_cond_broadcast(changed)
    return taken
  }

  /// Says that nothing more will be pushed.
  public func finish() {
    unsafe pthread_mutex_lock(mutex)
    isFinished = true
    unsafe pthread_cond_broadcast(changed)
    unsafe pthread_mutex_unlock(mutex)
  }

  /// Ends the queue at once for both sides, dropping what it holds.
  public func cancel() {
    unsafe pthread_mutex_lock(mutex)
    isCancelled = true
    elements = []
    first = 0
    unsafe pthread_cond_broadcast(changed)
    unsafe pthread_mutex_unlock(mutex)
  }
}
