import Board
import Configuration
import Grid
import QRCode
import Terminal

/// Where the board is shown and where a person answers: a terminal's screen, or plain lines.
///
/// All of them are faces of one application: what is asked, how often, what speaks against it and what is written down
/// is the same whoever looks.
protocol Face: Sendable {
    /// What comes from there, in its order; for one reader.
    var input: AsyncStream<FaceInput> { get }
    /// Two showings are apart by this at least, unless somebody waits for an answer.
    var pace: Duration { get }

    func start() async throws(TerminalProblem) -> FaceShape
    /// Shows a state. What is shown already costs nothing, unless it is wanted `anew`.
    ///
    /// - Returns: what the face wants done about it.
    func show(_ state: State, anew: Bool) async -> [FaceWish]
    /// Answers a line that was typed, in the light of the state of this instant.
    func take(_ line: String, _ state: State) async -> [FaceWish]
    func stop() async

    func repaint() async
    func ring() async
    /// `false` where there is no clipboard.
    func copy(_ text: String) async -> Bool
    func ask(for size: Size) async
    func tell(_ notice: Notice, _ settings: NotificationSettings) async
    func setTitle(_ title: String) async
}

/// What comes from a face.
enum FaceInput: Sendable {
    /// A key or a paste.
    case event(Event)
    case shape(FaceShape)
    /// What was shown is gone, as after a shell's `fg`.
    case resumed
    case line(String)
    case ended(Application.Ending)
}

/// What there is to show something on.
struct FaceShape: Hashable, Sendable {
    /// `nil` where it did not change.
    var size: Size?
    var codes: QRTerminal
}

enum FaceWish: Sendable {
    case event(Event)
    case end(Application.Ending)
}
