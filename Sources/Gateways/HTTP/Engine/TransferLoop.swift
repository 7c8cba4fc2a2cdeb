import CCurl

/// The engine: owns libcurl's handles, and lives on its own thread from start to end.
final class TransferLoop {
    private let multi: MultiHandle
    private let inbox: TransferInbox
    private let userAgent: String
    private var live: [UInt64: (transfer: Transfer, arrival: Arrival)] = [:]
    /// Handles kept for the next request: making one costs more than cleaning one.
    private var spare: [Transfer] = []
    private static let spareLimit = 64

    private init(_ multi: MultiHandle, _ inbox: TransferInbox, userAgent: String) {
        self.multi = multi
        self.inbox = inbox
        self.userAgent = userAgent
    }

    /// `nil` when there is no memory or no thread.
    static func start(userAgent: String, keptConnections: Int) -> TransferInbox? {
        guard let pointer = relink_multi_create(keptConnections) else { return nil }
        let multi = MultiHandle(pointer: pointer)
        let inbox = TransferInbox(multi)
        let loop = Unmanaged.passRetained(TransferLoop(multi, inbox, userAgent: userAgent))
        let started = relink_thread_start(
            { Unmanaged<TransferLoop>.fromOpaque($0!).takeRetainedValue().run() }, loop.toOpaque())
        guard started else {
            loop.release()
            relink_multi_destroy(pointer)
            return nil
        }
        return inbox
    }

    private func run() {
        var stopped = false
        while !stopped {
            let work = inbox.take()
            stopped = work.stopped
            for arrival in work.arriving { begin(arrival) }
            for tag in work.cancelled { give(up: tag) }
            guard !stopped else { break }
            relink_multi_perform(multi.pointer)
            collect()
            relink_multi_wait(multi.pointer)
        }
        finish()
    }

    private func begin(_ arrival: Arrival) {
        let request = arrival.request
        guard !arrival.ticket.isCancelled else { return arrival.end(.failure(.cancelled(request))) }
        guard let transfer = spare.popLast() ?? Transfer() else { return arrival.end(.failure(.exhausted(request))) }
        guard transfer.prepare(request, tag: arrival.ticket.tag, userAgent: userAgent) else {
            spare.append(transfer)
            return arrival.end(.failure(.malformed(request)))
        }
        guard relink_multi_add(multi.pointer, transfer.pointer) else {
            return arrival.end(.failure(.exhausted(request)))
        }
        live[arrival.ticket.tag] = (transfer, arrival)
    }

    private func give(up tag: UInt64) {
        guard let (transfer, arrival) = live.removeValue(forKey: tag) else { return }
        relink_multi_remove(multi.pointer, transfer.pointer)
        arrival.end(.failure(.cancelled(arrival.request)))
        recycle(transfer)
    }

    private func collect() {
        var outcome = relink_outcome.other
        while let ended = relink_multi_next_ended(multi.pointer, &outcome) {
            guard let (transfer, arrival) = live.removeValue(forKey: relink_transfer_tag(ended)) else { continue }
            arrival.end(transfer.result(outcome, of: arrival.request))
            recycle(transfer)
        }
    }

    private func recycle(_ transfer: Transfer) {
        if spare.count < Self.spareLimit { spare.append(transfer) }
    }

    private func finish() {
        for (transfer, arrival) in live.values {
            relink_multi_remove(multi.pointer, transfer.pointer)
            arrival.end(.failure(.cancelled(arrival.request)))
        }
        for arrival in inbox.close() { arrival.end(.failure(.cancelled(arrival.request))) }
        live.removeAll()
        spare.removeAll()
        relink_multi_destroy(multi.pointer)
    }
}
