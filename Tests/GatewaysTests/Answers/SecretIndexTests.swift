import Fleet
import Testing
import TestKit

@testable import Gateways

@Suite("Answers: finding many secrets")
struct SecretIndexTests {
    @Test("It finds what looking for each spelling at each byte would find")
    func reference() {
        var dice = Dice(seed: 11)
        for _ in 0..<3_000 {
            // Few letters, so that spellings hold and begin one another.
            let spellings = (0..<dice.below(30)).map { _ in bytes(&dice, longest: 6) }
            let index = SecretIndex(spellings)
            let text = bytes(&dice, longest: 40)
            for place in text.indices {
                let rest = text[place...]
                let expected = spellings.filter { rest.starts(with: $0) }.map(\.count).max() ?? 0
                #expect(index.longestMatch(atStartOf: rest) == expected, "\(spellings) in \(rest)")
            }
        }
    }

    private func bytes(_ dice: inout Dice, longest: Int) -> [UInt8] {
        (0..<dice.below(longest + 1)).map { _ in dice.pick([0, 97, 98, 255] as [UInt8]) }
    }

    @Test(
        "Ten thousand secrets cost a text some looks a byte, and not one for each of them",
        arguments: ["", "tok_live_"])
    func work(prefix: String) {
        var dice = Dice(seed: 3)
        let tokens = (0..<10_000).map { _ in prefix + String(dice.next(), radix: 16) + String(dice.next(), radix: 16) }
        let index = SecretIndex(Redactor.spellings(of: tokens.map { Secret($0) }))
        let text = CountedBytes(
            Array("the request /waInstance7105000001/qr/\(tokens[77]) was refused, \(prefix)f".utf8))
        var found = 0
        for place in text.indices where index.longestMatch(atStartOf: text[place...]) == tokens[77].utf8.count {
            found += 1
        }
        #expect(found == 1)
        #expect(text.reads < text.count * 200, "\(text.reads) for \(text.count)")
    }

    @Test("Hiding one more shares the index of all others")
    func shared() {
        let redactor = Redactor([Secret("first"), Secret("second")])
        let more = redactor.hiding("third").hiding("fourth").hiding("third and more")
        #expect(more.common === redactor.common)
        #expect(more.clean("first second third fourth fifth").text == "\(m) \(m) \(m) \(m) fifth")
        #expect(more.clean("third and more, thi").text == "\(m), thi")
        #expect(redactor.clean("third").text == "third")
    }

    private let m = Redactor.mark
}

/// Bytes that count how often somebody looks at one.
private struct CountedBytes: RandomAccessCollection {
    private final class Counter { var reads = 0 }

    private let bytes: [UInt8]
    private let counter = Counter()

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    var startIndex: Int { 0 }
    var endIndex: Int { bytes.count }
    var reads: Int { counter.reads }

    subscript(place: Int) -> UInt8 {
        counter.reads += 1
        return bytes[place]
    }
}
