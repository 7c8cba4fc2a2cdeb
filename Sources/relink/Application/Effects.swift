import Board
import Configuration
import Fleet
import Gateways
import Glibc
import Grid
import Journal
import Polling
import QRCode

extension Application {
    /// Performs one effect. What takes time runs beside the loop and comes back as an event.
    func perform(_ effect: Effect) async {
        switch effect {
        case .quit: end(.quit)
        // As the shell's own Ctrl-Z does: the terminal hears of it like of any other signal.
        case .suspend: kill(getpid(), SIGTSTP)
        case .redraw:
            await face.repaint()
            await draw(anew: true)
        case .bell: await face.ring()
        case .reload: inlet.yield(.reload(.asked))
        case .copy(let text):
            if await !face.copy(text.reveal()) { tell("there is no clipboard to copy to (OSC 52)", .attention) }
        case .savePNG(let matrix, let key): save(matrix, of: key)
        case .requestSize(let size): await face.ask(for: size)
        case .focus(let key): await coordinator.focus(key)
        case .visible(let keys): await coordinator.visible(keys)
        case .forget(let keys):
            await forget(keys)
            inJournal { await $0.dismiss(keys) }
        case .openWindow(let window, let key): await coordinator.open(window: window, for: key)
        case .closeWindow(let key):
            pictures.remove(key)
            await coordinator.close(windowFor: key)
            await coordinator.hold(key, until: nil)
        case .askNow(let ask, let key):
            if await !coordinator.askNow(key, ask) {
                tell("\(key.gateway) cannot be asked; see the line at the top", .attention)
            }
        case .expedite(let ask, let key, let at): await coordinator.expedite(key, ask, notBefore: at)
        case .hold(let key, let until): await coordinator.hold(key, until: until)
        case .perform(let act, let key, let urgency): start(act, on: key, urgency)
        case .answerPasskey(let assertion, let key): answerPasskey(assertion, for: key)
        case .confirmPasskey(let key): confirmPasskey(for: key)
        case .saveChallenge(let challenge, let key): save(challenge, of: key)
        case .requestPairing(let key, let phone, let attempt, let urgency):
            claim(attempt, for: key, phone, urgency)
        case .record(let entries):
            setup.journal.record(setup.only.map { key in entries.filter { $0.key == key } } ?? entries)
        case .notify(let notice): await notify(notice)
        case .title(let title): await setTitle(title)
        case .hook(let facts): await runHook(facts)
        case .withdraw(let attempt): inJournal { await $0.withdraw(attempt) }
        case .keepRound(let round): keep(round)
        case .recall(let gateways): recall(gateways)
        case .readJournal(let page, let filter): readJournal(page, filter)
        case .saveText(let text, let name): save(text, as: name)
        case .askVersion(let name): askVersion(of: name)
        case .askUptime(let name): askUptime(of: name)
        }
    }

    private func start(_ act: Act, on key: InstanceKey, _ urgency: Urgency) {
        Task { [coordinator, inlet] in
            do throws(GatewayFailure) {
                try await coordinator.perform(act, on: key, urgency)
                inlet.yield(.event(.acted(act, key, nil)))
            } catch {
                inlet.yield(.event(.acted(act, key, error)))
            }
        }
    }

    func startPairing(_ attempt: PairingAttempt, _ phone: PhoneNumber, _ urgency: Urgency) {
        let key = attempt.key
        Task { [coordinator, inlet] in
            do throws(GatewayFailure) {
                let reading = try await coordinator.pairingCode(for: key, phone: phone, urgency)
                inlet.yield(.event(.paired(attempt, .success(reading))))
            } catch {
                inlet.yield(.event(.paired(attempt, .failure(error))))
            }
        }
    }

    private func askVersion(of name: String) {
        guard let gateway = fleet.gateways.first(where: { $0.name == name }) else {
            let failure = GatewayFailure(.refused, fleet.unopened[name] ?? "it is not configured any more")
            inlet.yield(.event(.version(.failure(failure), of: name)))
            return
        }
        Task { [inlet] in
            do throws(GatewayFailure) {
                inlet.yield(.event(.version(.success(try await gateway.version()), of: name)))
            } catch {
                inlet.yield(.event(.version(.failure(error), of: name)))
            }
        }
    }

    /// One that cannot tell now is asked again when that matters again.
    private func askUptime(of name: String) {
        guard let gateway = fleet.gateways.first(where: { $0.name == name }) else { return }
        Task { [inlet] in
            inlet.yield(.event(.uptime(try? await gateway.uptime(), of: name)))
        }
    }

    private func save(_ matrix: QRMatrix, of key: InstanceKey) {
        do {
            let path = try pictures.save(matrix, of: key)
            tell("saved \(path), mode 0600; it goes when this window closes", .good)
        } catch {
            tell("the picture was not saved: \(error)", .broken)
        }
    }

    func tell(_ text: String, _ role: Role) { inlet.yield(.event(.told(text, role))) }

    /// `:reload`, SIGUSR2 and a changed file. A bad file leaves the old configuration in force.
    func readConfigurationAgain(_ news: FileWatch.News) async {
        guard let reload else {
            tell("there is no configuration to read again", .attention)
            return discover()
        }
        do {
            let fresh = try await reload()
            guard fresh.configuration != fleet.configuration else {
                // Gateways are not asked again because somebody has touched a file.
                guard news == .asked else { return }
                // What they are asked with may have changed where it lives: in a variable's file, in a vault.
                await coordinator.use(fresh.gateways)
                fleet = fresh
                return discover()
            }
            fleet = fresh
            await coordinator.use(fresh.gateways)
            for gateway in fresh.configuration.gateways { await watch(gateway) }
            await apply(.roster(fresh.rows, fresh.statuses(at: time.now)))
            await renewNotifications()
            discover()
        } catch {
            tell("the old configuration stays: \(CleanText("\(error)").text)", .broken)
        }
    }
}
