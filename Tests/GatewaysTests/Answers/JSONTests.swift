import Foundation
import Testing

@testable import Gateways

@Suite("Answers: JSON, read with patience")
struct JSONTests {
    @Test(
        "Documents and what they hold",
        arguments: [
            ("null", JSONValue.null), (" true ", .bool(true)), ("\u{feff}[]", .array([])), ("{}", .object([])),
            ("12345678901234567890", .number("12345678901234567890")), ("-1.5e+3", .number("-1.5e+3")),
            (#""a\"\\\/\b\f\n\r\té😀""#, .string("a\"\\/\u{8}\u{c}\n\r\té😀")),
            (#""\ud83d x""#, .string("\u{fffd} x")), (#""\ude00""#, .string("\u{fffd}")),
            (#""\ud83dA""#, .string("\u{fffd}A")),
            (
                #"{"a":[1,{"b":null}], "a" : "x"}"#,
                .object([
                    JSONMember(
                        name: "a", value: .array([.number("1"), .object([JSONMember(name: "b", value: .null)])])),
                    JSONMember(name: "a", value: .string("x")),
                ])
            ),
        ])
    func documents(text: String, value: JSONValue) {
        #expect(JSONReader.read(text) == value)
    }

    @Test(
        "What is no document",
        arguments: [
            "", "  ", "{", "}", "[1,]", "{\"a\"}", "{\"a\":}", "{a:1}", "tru", "nul", "1.", "-", "1e", "\"", "\"\\",
            "\"\\x\"",
            "\"\\u12\"", "\"\\u12g4\"", "[1 2]", "{\"a\":1,}", "1 2", "NaN", "<html>", "OK",
        ])
    func malformed(text: String) {
        #expect(JSONReader.read(text) == nil)
    }

    @Test("Depth has an end")
    func depth() {
        func nested(_ depth: Int) -> String {
            String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        }
        #expect(JSONReader.read(nested(64)) != nil)
        #expect(JSONReader.read(nested(65)) == nil)
        #expect(JSONReader.read(String(repeating: "[{\"a\":", count: 500_000)) == nil)
    }

    @Test("It reads what Foundation writes, whatever is in it")
    func agreesWithFoundation() throws {
        var random = SystemRandomNumberGenerator()
        func value(_ depth: Int) -> Any {
            switch Int.random(in: 0..<(depth > 3 ? 4 : 6), using: &random) {
            case 0: return NSNull()
            case 1: return Bool.random(using: &random)
            case 2: return Int.random(in: -1_000_000...1_000_000, using: &random)
            case 3:
                let pool = Array("aé😀\"\\\n\t/\u{1}ü{}[]:, ".unicodeScalars)
                return String(
                    String.UnicodeScalarView(
                        (0..<Int.random(in: 0...8, using: &random)).map { _ in pool.randomElement(using: &random)! }))
            case 4: return (0..<Int.random(in: 0...3, using: &random)).map { _ in value(depth + 1) }
            default:
                return Dictionary(
                    uniqueKeysWithValues: (0..<Int.random(in: 0...3, using: &random)).map {
                        ("k\($0)", value(depth + 1))
                    })
            }
        }
        for _ in 0..<500 {
            let original = value(0)
            let bytes = try JSONSerialization.data(withJSONObject: original, options: .fragmentsAllowed)
            let read = try #require(JSONReader.read(Array(bytes)))
            #expect(matches(read, original), "\(String(decoding: bytes, as: UTF8.self))")
        }
    }

    private func matches(_ value: JSONValue, _ original: Any) -> Bool {
        switch (value, original) {
        case (.null, is NSNull): true
        case (.bool(let left), let right as Bool): left == right
        case (.number(let left), let right as Int): left == String(right)
        case (.string(let left), let right as String): left == right
        case (.array(let left), let right as [Any]):
            left.count == right.count && zip(left, right).allSatisfy(matches)
        case (.object(let left), let right as [String: Any]):
            left.count == right.count
                && left.allSatisfy { member in right[member.name].map { matches(member.value, $0) } ?? false }
        default: false
        }
    }

    @Test("Numbers as texts, texts as numbers, null as absent, an array around an object")
    func patience() throws {
        let json = try #require(JSONReader.read(#"[{"n":"17","t":42,"x":null,"y":"true","z":0,"b":"0x"}]"#))
        #expect(json["n"]?.number == 17)
        #expect(json["t"]?.text == "42")
        #expect(json["x"] == nil)
        #expect(json.member("x") == .null)
        #expect(json["y"]?.truth == true)
        #expect(json["z"]?.truth == false)
        #expect(json["b"]?.number == nil)
        #expect(JSONValue.string("inf").number == nil)
        #expect(JSONValue.number("1e999").number == nil)
        #expect(JSONReader.read("[{},{}]")?["n"] == nil)
    }

    @Test("What is written can be read, whatever the texts hold")
    func writing() throws {
        let members = [("a", "x\"\\\n\u{1}é😀"), ("b", "")]
        let data = Data(JSONText.object(members.map { (name: $0.0, value: $0.1) }))
        #expect(try JSONDecoder().decode([String: String].self, from: data) == ["a": "x\"\\\n\u{1}é😀", "b": ""])
        #expect(JSONText.object([]) == Array("{}".utf8))
    }
}
