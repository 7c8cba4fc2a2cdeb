import Fleet

/// Costs inside one process, in nanoseconds of CPU: one line each, a name and a number with a tab between them.
///
/// With the argument `pictures` those of pictures alone, which are named on standard input.
@main
enum RelinkBench {
    static func main() async throws {
        func tell(_ name: String, _ nanoseconds: Double) { print("\(name)\t\(Int(nanoseconds.rounded()))") }
        if CommandLine.arguments.dropFirst().first == "pictures" { return try PictureMeasures.run(tell) }
        try CodeMeasures.run(tell)
        BoardMeasures.run(tell)
        tell("plan, start and report a request", await PollMeasures.request())
        print("payload\t\(CodeMeasures.payload.byteCount)")
    }
}
