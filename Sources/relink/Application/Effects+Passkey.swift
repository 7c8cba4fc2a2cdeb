import Board
import Fleet
import Grid
import Polling

/// What a person does about a passkey: sent once, beside the loop, and its outcome comes back as an event.
extension Application {
    func answerPasskey(_ assertion: PasskeyAssertion, for key: InstanceKey) {
        Task { [coordinator, inlet] in
            do throws(GatewayFailure) {
                try await coordinator.answerPasskey(assertion, for: key)
                inlet.yield(.event(.passkeyAnswered(key, nil)))
            } catch {
                inlet.yield(.event(.passkeyAnswered(key, error)))
            }
        }
    }

    func confirmPasskey(for key: InstanceKey) {
        Task { [coordinator, inlet] in
            do throws(GatewayFailure) {
                try await coordinator.confirmPasskey(for: key)
                inlet.yield(.event(.passkeyConfirmed(key, nil)))
            } catch {
                inlet.yield(.event(.passkeyConfirmed(key, error)))
            }
        }
    }

    func save(_ challenge: PasskeyChallenge, of key: InstanceKey) {
        do {
            let path = try pictures.save(challenge, of: key)
            tell("saved \(path).json and .js, mode 0600; they go when this window closes", .good)
        } catch {
            tell("the challenge was not saved: \(error)", .broken)
        }
    }
}
