internal import CNcurses
internal import Glibc
internal import Grid

/// Cells and pixels of the window, as the kernel has them from the terminal.
struct WindowSize: Hashable, Sendable {
    var size: Size
    /// Pixels of the whole window; 0 where the terminal does not tell (VTE, serial lines).
    var width = 0
    var height = 0

    /// 80x24 where nothing is known, as terminals have been since the VT100.
    static func current(of descriptor: Int32 = STDOUT_FILENO) -> WindowSize {
        var (columns, rows, width, height): (Int32, Int32, Int32, Int32) = (0, 0, 0, 0)
        guard relink_window_size(descriptor, &columns, &rows, &width, &height), columns > 0, rows > 0 else {
            return WindowSize(size: Size(columns: 80, rows: 24))
        }
        return WindowSize(
            size: Size(columns: Int(columns), rows: Int(rows)), width: Int(width), height: Int(height))
    }

    var cellAspect: Double? {
        guard width > 0, height > 0 else { return nil }
        return (Double(height) / Double(size.rows)) / (Double(width) / Double(size.columns))
    }
}
