/// How a process ended.
public enum ProcessExit: Hashable, Sendable {
    case status(Int)
    case signal(Int32)

    /// From what waitpid(2) stores.
    init(waitStatus: Int32) {
        let signal = waitStatus & 0x7f
        self = signal == 0 ? .status(Int(waitStatus >> 8 & 0xff)) : .signal(signal)
    }
}
