internal import CVterm

/// libvterm behind Swift: bytes in, a screen and answers out. One owner at a time; `PtyCore` keeps it under its lock.
final class VirtualTerminal {
    private let terminal: OpaquePointer
    private let screen: OpaquePointer
    private var answers: [UInt8] = []
    private var isAlternate = false
    private var cursorIsVisible = true
    private var title = ""
    private var bells = 0

    // libvterm keeps the pointer, so the table must stay where it is.
    private let callbacks = UnsafeMutablePointer<VTermScreenCallbacks>.allocate(capacity: 1)

    init(columns: Int, rows: Int) {
        guard let terminal = vterm_new(Int32(rows), Int32(columns)) else { fatalError("no memory for a terminal") }
        self.terminal = terminal
        screen = vterm_obtain_screen(terminal)
        callbacks.initialize(to: VTermScreenCallbacks())
        callbacks.pointee.settermprop = { property, value, user in
            guard let value, let user else { return 0 }
            Unmanaged<VirtualTerminal>.fromOpaque(user).takeUnretainedValue().set(property, value.pointee)
            return 1
        }
        callbacks.pointee.bell = { user in
            guard let user else { return 0 }
            Unmanaged<VirtualTerminal>.fromOpaque(user).takeUnretainedValue().bells += 1
            return 1
        }
        let user = Unmanaged.passUnretained(self).toOpaque()
        vterm_set_utf8(terminal, 1)
        vterm_output_set_callback(
            terminal,
            { bytes, count, user in
                guard let bytes, let user else { return }
                let answer = UnsafeRawBufferPointer(start: bytes, count: count)
                Unmanaged<VirtualTerminal>.fromOpaque(user).takeUnretainedValue().answers += answer
            }, user)
        vterm_screen_set_callbacks(screen, callbacks, user)
        vterm_screen_enable_altscreen(screen, 1)
        vterm_screen_reset(screen, 1)
    }

    deinit {
        vterm_free(terminal)
        callbacks.deallocate()
    }

    /// Returns what the terminal answers to questions in it.
    func write(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        bytes.withUnsafeBytes { buffer in
            _ = buffer.withMemoryRebound(to: CChar.self) { vterm_input_write(terminal, $0.baseAddress, $0.count) }
        }
        defer { answers.removeAll() }
        return answers
    }

    func resize(columns: Int, rows: Int) { vterm_set_size(terminal, Int32(rows), Int32(columns)) }

    func snapshot() -> Screen {
        var (rows, columns): (Int32, Int32) = (0, 0)
        vterm_get_size(terminal, &rows, &columns)
        var cursor = VTermPos()
        vterm_state_get_cursorpos(vterm_obtain_state(terminal), &cursor)
        return Screen(
            columns: Int(columns), rows: Int(rows),
            cells: (0..<rows).map { row in (0..<columns).map { cell(VTermPos(row: row, col: $0)) } },
            cursor: (Int(cursor.col), Int(cursor.row)), cursorIsVisible: cursorIsVisible, isAlternate: isAlternate,
            title: title, bells: bells, byteCount: 0, exit: nil, isAtEnd: false)
    }

    private func cell(_ place: VTermPos) -> ScreenCell {
        var cell = VTermScreenCell()
        vterm_screen_get_cell(screen, place, &cell)
        return ScreenCell(
            text: text(of: cell), ink: colour(cell.fg), paper: colour(cell.bg), bold: cell.attrs.bold != 0,
            underline: cell.attrs.underline != 0, reverse: cell.attrs.reverse != 0)
    }

    private func text(of cell: VTermScreenCell) -> String {
        withUnsafeBytes(of: cell.chars) { raw in
            let scalars = raw.bindMemory(to: UInt32.self)
            if scalars[0] == 0 { return " " }
            // The right half of a wide character has no scalar of its own.
            if scalars[0] == .max { return "" }
            return String(String.UnicodeScalarView(scalars.prefix { $0 != 0 }.compactMap(Unicode.Scalar.init)))
        }
    }

    private func colour(_ colour: VTermColor) -> ScreenColour {
        let type = UInt32(colour.type)
        if type & (VTERM_COLOR_DEFAULT_FG.rawValue | VTERM_COLOR_DEFAULT_BG.rawValue) != 0 { return .standard }
        if type & VTERM_COLOR_TYPE_MASK.rawValue == VTERM_COLOR_INDEXED.rawValue {
            return .palette(Int(colour.indexed.idx))
        }
        return .rgb(Int(colour.rgb.red), Int(colour.rgb.green), Int(colour.rgb.blue))
    }

    private func set(_ property: VTermProp, _ value: VTermValue) {
        switch property {
        case VTERM_PROP_ALTSCREEN: isAlternate = value.boolean != 0
        case VTERM_PROP_CURSORVISIBLE: cursorIsVisible = value.boolean != 0
        case VTERM_PROP_TITLE: title = value.string.map { String(cString: $0) } ?? ""
        default: break
        }
    }
}
