import Foundation
import Processes

/// Runs a program that prints a secret, such as a password manager's.
///
/// No shell reads the words. The program gets no standard input, its messages are dropped, because they may quote
/// what it knows, and the first line of its standard output is the secret.
struct SecretCommand: Sendable {
    let words: [String]
    let environment: [String: String]
    let limit: Duration

    /// On a thread of its own: it blocks for as long as the program takes.
    func run() async -> Result<String, SecretTrouble> {
        await withCheckedContinuation { continuation in
            Thread.detachNewThread { continuation.resume(returning: self.runBlocking()) }
        }
    }

    private var name: String { words.first ?? "" }

    private func runBlocking() -> Result<String, SecretTrouble> {
        let child = ChildProcess(words, environment: environment, limit: limit)
        do throws(ChildProcess.Trouble) {
            let (line, ending) = try child.firstLine(longest: SecretRule.longest)
            return verdict(line, ending)
        } catch {
            return .failure(SecretTrouble("the command \(name) \(error.words)"))
        }
    }

    private func verdict(_ bytes: [UInt8], _ ending: ChildProcess.Ending) -> Result<String, SecretTrouble> {
        switch ending {
        case .late:
            return .failure(
                SecretTrouble(
                    "the command \(name) did not end within \(Int(limit.components.seconds)) s: run it by hand"))
        case .signal(let number): return .failure(SecretTrouble("the command \(name) was ended by signal \(number)"))
        case .exit(let code) where code != 0:
            return .failure(
                SecretTrouble("the command \(name) failed with exit status \(code): run it by hand to see why"))
        case .exit:
            guard let text = String(validating: bytes, as: UTF8.self) else {
                return .failure(SecretTrouble("the first line of the command \(name) is not UTF-8 text"))
            }
            guard !text.isEmpty else { return .failure(SecretTrouble("the command \(name) printed nothing")) }
            return .success(text)
        }
    }
}
