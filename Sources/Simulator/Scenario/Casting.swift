import Fleet

/// Makes instances of plots: ids, numbers, names and accounts, all of them decided by the seed.
struct Casting {
    let seed: UInt64
    let opened: Instant
    /// Takes the place of each vendor's own.
    var rhythm: CodeRhythm?
    /// Takes the place of each person's own.
    var scanDelay: Duration?

    /// Twelve characters, as Wawp names instances.
    static func id(seed: UInt64) -> String {
        var random = SplitMix64(seed, Purpose.instance)
        return random.text(12, of: "0123456789ABCDEF")
    }

    /// `index` counts through the fleet of all gateways.
    func instance(
        _ index: Int, _ plot: InstancePlot, for face: any VendorFace
    ) -> (SimulatedInstance, InstanceConfiguration) {
        var random = SplitMix64(seed, Purpose.instance, UInt64(index))
        let own = random.next()
        let label = FleetNames.label(index)
        let expected = FictionalNumbers.digits(index)
        let onPhone = plot.hasWrongNumber ? FictionalNumbers.digits(index + 34_500) : expected
        let pushName = plot.hasHostileName ? FleetNames.hostile : label
        var phone = SimulatedPhone(digits: onPhone, pushName: pushName, habits: plot.phone.varied(by: own))
        phone.passkey = plot.passkey
        if let scanDelay, plot.phone != .off { phone.habits.scansAfter = scanDelay }
        var habits = face.habits
        if let rhythm { habits.rhythm = rhythm }
        var instance = SimulatedInstance(
            id: face.id(of: index, label: label, seed: own), seed: own, phone: phone, habits: habits,
            happenings: plot.turns.map {
                Happening(at: opened.advanced(by: $0.after), what: $0.what, every: $0.every)
            })
        begin(&instance, as: plot.begins, linkedTo: SimulatedAccount(digits: onPhone, pushName: pushName))
        let configuration = InstanceConfiguration(
            id: instance.id, label: CleanText(label), phone: try? PhoneNumber(typed: expected),
            holder: CleanText(FleetNames.holder(index)), secret: face.secret(of: instance).map { .value($0) })
        return (instance, configuration)
    }

    private func begin(
        _ instance: inout SimulatedInstance, as beginning: InstancePlot.Beginning, linkedTo account: SimulatedAccount
    ) {
        // What happened before the simulation did so at different times.
        var random = SplitMix64(instance.seed, Purpose.start)
        let before = opened.advanced(by: .zero - random.seconds(2...20))
        switch beginning {
        case .awaitingScan: instance.offer(at: before)
        case .exhausted: instance.windowCloses(lastFetch: nil, at: before)
        case .working, .restricted, .crashed, .stopped, .asleep, .banned:
            instance.account = account
            instance.phase = .working
        }
        switch beginning {
        case .restricted: instance.isRestricted = true
        case .crashed: instance.befall(.crash, at: before)
        case .stopped where instance.habits.stops: instance.stop(at: before)
        case .stopped, .asleep: instance.befall(.sleep, at: before)
        case .banned: instance.befall(.ban, at: before)
        case .working, .awaitingScan, .exhausted: break
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
