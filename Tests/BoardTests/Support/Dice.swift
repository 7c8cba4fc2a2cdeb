import Fleet
import Grid
import Linking
import QRCode
import TestKit

@testable import Board

extension Fixture {
    /// Anything that can happen.
    mutating func randomStep(_ dice: inout Dice) throws -> [Effect] {
        _ = takeEffects()
        let id = dice.pick(Self.rows).key.id
        switch dice.below(22) {
        case 10: passkey(dice.pick(Self.passkeys), of: id)
        case 11:
            let failure = dice.flip() ? nil : GatewayFailure(.refused, "no")
            send(dice.flip() ? .passkeyAnswered(Self.key(id), failure) : .passkeyConfirmed(Self.key(id), failure))
        case 0: send(.resized(Size(columns: dice.below(200) + 1, rows: dice.below(60) + 1)))
        case 1: pass(.milliseconds(dice.below(30_000)))
        case 2:
            let code = dice.flip() ? nil : dice.pick(ReasonCode.allCases).rawValue
            let status = StatusReading(state: dice.pick(LinkState.allCases), raw: "WORD", reasonCode: code)
            send(.status(status), .status, of: id)
        case 3: try code(CodePayload("2@\(dice.next())\(String(repeating: "x", count: dice.below(220)))"), of: id)
        case 4: send(.failed(GatewayFailure(dice.pick(Self.failures), "it said no")), dice.pick(Ask.allCases), of: id)
        case 5: pair("ABCD1234", of: id)
        case 6: send(.paired(attempt(of: id), .failure(GatewayFailure(dice.pick(Self.failures), "no"))))
        case 7: send(.acted(dice.pick(Act.allCases), Self.key(id), dice.flip() ? nil : GatewayFailure(.refused, "no")))
        case 8: send(.account(dice.flip() ? nil : Self.account("201145202826", "Clinic")), .account, of: id)
        case 9: send(.paste(ClipboardText(dice.pick(PropertyTests.pastes))))
        default: press(dice.pick(PropertyTests.keys))
        }
        return takeEffects()
    }

    static let passkeys: [PasskeyReading] = [
        .nothing, .response(SignedPasskey.challenge), .response(PasskeyChallenge(json: "{}", nonce: "BBBB")),
        .confirmation(PasskeyCode("K7HX-2RWQ"), confirmsItself: false),
        .confirmation(PasskeyCode("\u{1b}[31m薬局\u{202e}12"), confirmsItself: true),
    ]

    static let failures: [GatewayFailure.Kind] = [
        .notReady(status: nil), .notReady(status: StatusReading(state: .stopped, raw: "STOPPED")),
        .throttled(retryAfter: .seconds(3)), .unreachable, .server, .credentials, .notFound, .quota, .alreadyLinked,
        .refused, .unexpected, .unsupported, .cancelled,
    ]
}
