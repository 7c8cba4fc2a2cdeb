/// What little of XML and HTML an error page needs: the text of one element, and text without tags.
enum Markup {
    /// The text of the first element with one of these names, in any case and under any namespace prefix.
    static func text(ofFirst names: [String], in document: String) -> String? {
        for name in names {
            if let found = element(name, in: document) { return plain(String(found)) }
        }
        return nil
    }

    /// Without tags, comments, scripts and styles, its entities decoded.
    static func plain(_ text: String) -> String {
        var kept = ""
        var rest = text[...]
        while let start = rest.firstIndex(of: "<") {
            kept += rest[..<start]
            rest = rest[start...]
            if rest.hasPrefix("<![CDATA[") {
                let inside = rest.dropFirst(9)
                let end = inside.range(ofText: "]]>")
                kept += inside[..<(end?.lowerBound ?? inside.endIndex)]
                rest = inside[(end?.upperBound ?? inside.endIndex)...]
                continue
            }
            guard let following = rest.dropFirst().first, following.isLetter || "/!?".contains(following) else {
                kept.append("<")
                rest = rest.dropFirst()
                continue
            }
            let hidden = ["script", "style"].first { rest.dropFirst().lowercased().hasPrefix($0) }
            let end = rest.range(ofText: rest.hasPrefix("<!--") ? "-->" : hidden.map { "</\($0)" } ?? ">")
            rest = rest[(end?.upperBound ?? rest.endIndex)...]
            if hidden != nil { rest = rest.drop { $0 != ">" }.dropFirst() }
            kept.append(" ")
        }
        return decoded(kept + rest)
    }

    private static func element(_ name: String, in document: String) -> Substring? {
        var rest = document[...]
        while let start = rest.firstIndex(of: "<") {
            rest = rest[rest.index(after: start)...]
            let tag = rest.prefix { !$0.isWhitespace && $0 != ">" && $0 != "/" }
            let local = tag.split(separator: ":", omittingEmptySubsequences: false).last ?? tag
            guard local.lowercased() == name else { continue }
            guard let open = rest.firstIndex(of: ">") else { return nil }
            if rest[..<open].last == "/" { continue }
            let inside = rest[rest.index(after: open)...]
            return inside[..<(inside.range(ofText: "</\(tag)")?.lowerBound ?? inside.endIndex)]
        }
        return nil
    }

    private static func decoded(_ text: String) -> String {
        guard text.contains("&") else { return text }
        var decoded = ""
        var rest = text[...]
        while let start = rest.firstIndex(of: "&") {
            decoded += rest[..<start]
            rest = rest[start...]
            let name = rest.dropFirst().prefix(10).prefix { $0 != ";" }
            let end = rest.index(start, offsetBy: name.count + 1)
            guard end < rest.endIndex, rest[end] == ";", let character = entity(name) else {
                decoded.append("&")
                rest = rest.dropFirst()
                continue
            }
            decoded.append(character)
            rest = rest[rest.index(after: end)...]
        }
        return decoded + rest
    }

    private static func entity(_ name: Substring) -> Character? {
        switch name {
        case "amp": "&"
        case "lt": "<"
        case "gt": ">"
        case "quot": "\""
        case "apos": "'"
        case "nbsp": " "
        default: number(name).flatMap(Unicode.Scalar.init).map(Character.init)
        }
    }

    private static func number(_ name: Substring) -> UInt32? {
        guard name.first == "#" else { return nil }
        let digits = name.dropFirst()
        return digits.first?.lowercased() == "x" ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
    }
}

extension Substring {
    /// Where a text of ASCII is first found, in any case of its letters.
    fileprivate func range(ofText wanted: String) -> Range<Index>? {
        let wanted = Array(wanted.lowercased().utf8)
        var start = utf8.startIndex
        while start < utf8.endIndex {
            var here = start
            var matched = 0
            while matched < wanted.count, here < utf8.endIndex, utf8[here].asciiLowercased == wanted[matched] {
                matched += 1
                here = utf8.index(after: here)
            }
            if matched == wanted.count { return start..<here }
            start = utf8.index(after: start)
        }
        return nil
    }
}

extension UInt8 {
    var asciiLowercased: UInt8 { self >= 0x41 && self <= 0x5a ? self | 0x20 : self }
}
