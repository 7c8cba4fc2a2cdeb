import Fleet

/// Makes instances of plots: ids, numbers, names and accounts, all of them decided by the seed.
struct Casting {
    let seed: UInt64
    let opened: Instant
    var rhythm = CodeRhythm.whatsApp

    /// Twelve characters, as Wawp and its kin name instances.
    static func id(seed: UInt64) -> String {
        var random = SplitMix64(seed, Purpose.instance)
        return random.text(12, of: "0123456789ABCDEF")
    }

    /// `index` counts through the fleet of all gateways.
    func instance(_ index: Int, _ plot: InstancePlot) -> (SimulatedInstance, InstanceConfiguration) {
        var random = SplitMix64(seed, Purpose.instance, UInt64(index))
        let own = random.next()
        let id = Self.id(seed: own)
        let expected = FictionalNumbers.digits(index)
        let onPhone = plot.hasWrongNumber ? FictionalNumbers.digits(index + 34_500) : expected
        let pushName = plot.hasHostileName ? FleetNames.hostile : FleetNames.label(index)
        var instance = SimulatedInstance(
            id: id, seed: own,
            phone: SimulatedPhone(digits: onPhone, pushName: pushName, habits: plot.phone.varied(by: own)),
            rhythm: rhythm,
            happenings: plot.turns.map {
                Happening(at: opened.advanced(by: $0.after), what: $0.what, every: $0.every)
            })
        begin(&instance, as: plot.begins, linkedTo: SimulatedAccount(digits: onPhone, pushName: pushName))
        let configuration = InstanceConfiguration(
            id: id, label: CleanText(FleetNames.label(index)), phone: try? PhoneNumber(typed: expected),
            holder: CleanText(FleetNames.holder(index)))
        return (instance, configuration)
    }

    private func begin(
        _ instance: inout SimulatedInstance, as beginning: InstancePlot.Beginning, linkedTo account: SimulatedAccount
    ) {
        switch beginning {
        case .working:
            instance.account = account
            instance.phase = .working
        case .awaitingScan:
            // Windows that opened at different times do not rotate in step.
            var random = SplitMix64(instance.seed, Purpose.start)
            instance.begin(linking: opened.advanced(by: .zero - random.seconds(2...20)))
        case .exhausted:
            instance.phase = .failed
        case .crashed:
            instance.account = account
            instance.phase = .failed
        case .stopped:
            instance.account = account
            instance.phase = .stopped
        }
    }
}

extension PhoneHabits {
    /// No two people are equally fast: up to a fifth slower.
    fileprivate func varied(by seed: UInt64) -> PhoneHabits {
        var random = SplitMix64(seed, Purpose.patience)
        return PhoneHabits(
            scansAfter: scansAfter.map { random.seconds($0.inSeconds...($0.inSeconds * 1.2)) },
            typesAfter: typesAfter.map { random.seconds($0.inSeconds...($0.inSeconds * 1.2)) })
    }
}
