import Fleet

/// What an answer teaches about its instance.
extension Watched {
    mutating func learn(_ reading: StatusReading, at now: Instant) {
        isUnknownToGateway = false
        refreshedAt = now
        learn(reading.state, account: reading.account, at: now)
    }

    mutating func learn(_ new: LinkState, account reading: Account?, at now: Instant) {
        let old = state
        state = new
        if reading != nil { accountKnown = true }
        guard new != old else { return }
        switch new {
        case .working:
            accountSince = now
            account.retry.forgive()
        case .connecting, .disconnected, .starting, .unknown:
            break
        default:
            // Whoever links next may be somebody else.
            if reading == nil { accountKnown = false }
        }
        if !codeMayBeAsked { code.wishes.drop() }
        // "Please wait" was said of another state; ready now means that the code is there.
        if new == .awaitingLink && old != nil { code.retry.forgive() }
    }

    mutating func learn(
        _ outcome: Observation.Outcome, of ask: Ask, at now: Instant, _ pacing: Pacing, _ generator: inout SplitMix
    ) {
        switch outcome {
        case .status(let reading):
            status.retry.reset()
            learn(reading, at: now)
        case .code:
            code.retry.reset()
        case .passkey:
            passkey.retry.reset()
        case .account(.some):
            account.retry.reset()
            accountKnown = true
        case .account(.none):
            account.retry.wait(Steps.account, from: now)
        case .failed(let failure):
            learn(failure, of: ask, at: now, pacing, &generator)
        case .list:
            break
        }
    }

    private mutating func learn(
        _ failure: GatewayFailure, of ask: Ask, at now: Instant, _ pacing: Pacing, _ generator: inout SplitMix
    ) {
        let steps = ask == .account ? Steps.account : Steps.polite
        switch failure.kind {
        case .cancelled:
            return
        case .throttled(let retryAfter):
            let steps = pacing.throttleSteps
            self[ask].retry.wait({ Throttle.delay(retryAfter, $0, steps) }, from: now, .throttle)
        case .credentials:
            self[ask].retry.wait({ _ in Outage.credentialsProbe }, from: now, .trouble)
        case .unreachable, .server:
            let steps = pacing.troubleSteps
            self[ask].retry.wait({ Steps.trouble($0, steps, &generator) }, from: now, .trouble)
        case .notReady(let reading):
            self[ask].retry.wait(steps, from: now)
            if let reading { learn(reading, at: now) }
        case .alreadyLinked:
            self[ask].retry.wait(steps, from: now)
            if ask == .code { status.wishes.add(now) }
        case .notFound:
            isUnknownToGateway = true
            if ask != .status { self[ask].retry.wait(steps, from: now) }
        case .unsupported where ask != .status:
            self[ask].unsupported = true
        case .quota, .refused, .unexpected, .unsupported:
            self[ask].retry.wait(steps, from: now)
        }
    }
}
