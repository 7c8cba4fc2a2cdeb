internal import Grid

/// Turns the bytes a terminal sends into keys, pastes and reports. Plain: it neither reads nor waits.
///
/// ncurses could do the reading of keys, but it knows only the one form of each key that terminfo names, and it
/// would hand an answer that arrives late, or a sequence it has never heard of, to the program as typed characters.
/// Here whole sequences are recognised by their grammar (ECMA-48) and dropped when they mean nothing.
struct InputParser {
    enum Item: Hashable {
        case key(Key)
        case paste(String)
        case report(TerminalReport)
    }

    /// More bytes than that in one paste are dropped: nothing that relink asks for is longer.
    static let longestPaste = 65_536
    /// A sequence or report longer than that is noise.
    private static let longestSequence = 256

    private enum State: Equatable {
        case ground
        /// After Esc; `doubled` when another Esc came before it, as rxvt writes Alt and an arrow.
        case escape(doubled: Bool)
        case control
        /// `CSI [` and one letter: the function keys of the Linux console.
        case consoleFunction
        /// After `Esc O`.
        case single
        /// Inside DCS, OSC, APC, PM or SOS, which end with ST.
        case string(introducer: UInt8)
        case stringEscape(introducer: UInt8)
        case paste
    }

    private var state = State.ground
    private var collected: [UInt8] = []
    private var text: [UInt8] = []

    private static let escape: UInt8 = 0x1b
    private static let pasteEnd = Array("\u{1b}[201~".utf8)

    /// How long to wait for more before `timeout` says what it was; `nil` when nothing is half read.
    ///
    /// 25 ms tell the Esc key from a sequence (as `set_escdelay(25)` would in ncurses). What can only be a sequence or
    /// an answer gets longer, or the rest of it would count as typed on a slow line.
    var patience: Duration? {
        switch state {
        case .ground, .paste: nil
        case .escape, .single: .milliseconds(25)
        default: collected.isEmpty ? .milliseconds(25) : .milliseconds(500)
        }
    }

    mutating func feed(_ bytes: some Sequence<UInt8>) -> [Item] {
        var items: [Item] = []
        for byte in bytes { take(byte, &items) }
        flushText(&items, atEnd: false)
        return items
    }

    /// Nothing more came: a lone Esc was the key, a half sequence was noise.
    mutating func timeout() -> [Item] {
        defer {
            state = .ground
            collected.removeAll(keepingCapacity: true)
        }
        switch state {
        case .escape(let doubled): return Array(repeating: .key(.escape), count: doubled ? 2 : 1)
        case .control where collected.isEmpty: return [.key(.alt("["))]
        case .single: return [.key(.alt("O"))]
        case .string(let introducer) where collected.isEmpty:
            return [.key(.alt(Character(Unicode.Scalar(introducer))))]
        default: return []
        }
    }

    private mutating func take(_ byte: UInt8, _ items: inout [Item]) {
        switch state {
        case .ground: takeGround(byte, &items)
        case .escape(let doubled): takeEscape(byte, doubled: doubled, &items)
        case .control: takeControl(byte, &items)
        case .consoleFunction:
            state = .ground
            if (0x41...0x45).contains(byte) { items.append(.key(.function(Int(byte) - 0x40))) }
        case .single:
            state = .ground
            if let key = KeySequences.single(byte) { items.append(.key(key)) }
        case .string(let introducer): takeString(byte, introducer, &items)
        case .stringEscape(let introducer):
            if byte == UInt8(ascii: "\\") {
                endString(introducer, &items)
            } else {
                state = .escape(doubled: false)
                takeEscape(byte, doubled: false, &items)
            }
        case .paste: takePaste(byte, &items)
        }
    }

    private mutating func takeGround(_ byte: UInt8, _ items: inout [Item]) {
        if byte >= 0x20, byte != 0x7f {
            text.append(byte)
            return
        }
        flushText(&items, atEnd: true)
        if byte == Self.escape {
            state = .escape(doubled: false)
        } else if let key = KeySequences.control(byte) {
            items.append(.key(key))
        }
    }

    private mutating func takeEscape(_ byte: UInt8, doubled: Bool, _ items: inout [Item]) {
        collected.removeAll(keepingCapacity: true)
        switch byte {
        case UInt8(ascii: "["): state = .control
        case UInt8(ascii: "O"): state = .single
        case UInt8(ascii: "P"), UInt8(ascii: "]"), UInt8(ascii: "_"), UInt8(ascii: "^"), UInt8(ascii: "X"):
            // Alt and one of these letters looks the same; only bytes that follow at once make it a string.
            state = .string(introducer: byte)
        case Self.escape:
            if doubled { items.append(.key(.escape)) }
            state = .escape(doubled: true)
        default:
            if doubled { items.append(.key(.escape)) }
            state = .ground
            takeAlt(byte, &items)
        }
    }

    private mutating func takeAlt(_ byte: UInt8, _ items: inout [Item]) {
        if byte > 0x20, byte < 0x7f {
            items.append(.key(.alt(Character(Unicode.Scalar(byte)))))
        } else {
            takeGround(byte, &items)
        }
    }

    private mutating func takeControl(_ byte: UInt8, _ items: inout [Item]) {
        switch byte {
        case UInt8(ascii: "[") where collected.isEmpty: state = .consoleFunction
        case 0x20...0x3f where collected.count < Self.longestSequence: collected.append(byte)
        case 0x40...0x7e: endControl(byte, &items)
        default:
            // Not a sequence after all: what broke it counts by itself.
            state = .ground
            if byte == Self.escape { takeGround(byte, &items) }
        }
    }

    private mutating func endControl(_ final: UInt8, _ items: inout [Item]) {
        state = .ground
        let sequence = ControlSequence(collected, final: final)
        if sequence.isPasteStart {
            collected.removeAll(keepingCapacity: true)
            state = .paste
        } else if let report = sequence.report {
            items.append(.report(report))
        } else if let key = sequence.key {
            items.append(.key(key))
        }
    }

    private mutating func takeString(_ byte: UInt8, _ introducer: UInt8, _ items: inout [Item]) {
        switch byte {
        case Self.escape: state = .stringEscape(introducer: introducer)
        case 0x07: endString(introducer, &items)
        case _ where collected.count == Self.longestSequence: state = .ground
        default: collected.append(byte)
        }
    }

    private mutating func endString(_ introducer: UInt8, _ items: inout [Item]) {
        state = .ground
        if introducer == UInt8(ascii: "P"), collected.starts(with: ">|".utf8) {
            items.append(.report(.version(String(decoding: collected.dropFirst(2), as: UTF8.self))))
        }
    }

    private mutating func takePaste(_ byte: UInt8, _ items: inout [Item]) {
        collected.append(byte)
        if byte == UInt8(ascii: "~"), collected.suffix(Self.pasteEnd.count).elementsEqual(Self.pasteEnd) {
            let pasted = collected.dropLast(Self.pasteEnd.count).prefix(Self.longestPaste)
            items.append(.paste(String(decoding: pasted, as: UTF8.self)))
            collected.removeAll()
            state = .ground
        } else if collected.count > Self.longestPaste + 1024 {
            // Room for the end mark is kept by forgetting the middle of what is too long anyway.
            collected.removeSubrange(Self.longestPaste..<(collected.count - Self.pasteEnd.count))
        }
    }

    /// Text is decoded a run at a time, so that a letter and its combining marks are one key. The first bytes of a
    /// character that is not complete yet wait for the rest.
    private mutating func flushText(_ items: inout [Item], atEnd: Bool) {
        guard !text.isEmpty else { return }
        let whole = atEnd ? text.count : Self.completePrefix(text)
        for character in String(decoding: text.prefix(whole), as: UTF8.self)
        where character != "\u{fffd}" && character.unicodeScalars.first?.properties.generalCategory != .control {
            items.append(.key(.character(character)))
        }
        text.removeFirst(whole)
    }

    private static func completePrefix(_ bytes: [UInt8]) -> Int {
        for back in 1...min(4, bytes.count) {
            let byte = bytes[bytes.count - back]
            if byte & 0b1100_0000 == 0b1000_0000 { continue }
            let length = byte < 0xc0 ? 1 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4
            return length > back ? bytes.count - back : bytes.count
        }
        return bytes.count
    }
}
