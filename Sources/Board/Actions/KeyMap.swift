public import Grid

/// Which key does what, on which screen.
public struct KeyMap: Hashable, Sendable {
    private var bindings: [Context: [Key: Action]] = [:]
    private var names: [Action: [Key]] = [:]

    public static let standard: KeyMap = {
        guard case .success(let map) = KeyMap.make([:]) else { fatalError("the action table names an unknown key") }
        return map
    }()

    /// What is wrong with a key map of the configuration.
    public struct Problem: Error, Hashable, Sendable {
        public var sentence: String
    }

    /// The table's keys, changed by `overrides`: an action's name to a key's label, or `none`.
    public static func make(_ overrides: [String: String]) -> Result<KeyMap, Problem> {
        var map = KeyMap()
        for name in overrides.keys where Action(rawValue: name) == nil {
            return .failure(Problem(sentence: "there is no action called “\(name)”"))
        }
        for info in ActionTable.all {
            let labels = overrides[info.action.rawValue].map { $0 == "none" ? [] : [$0] } ?? info.keys
            for label in labels {
                guard let key = Key(label: label) else {
                    return .failure(Problem(sentence: "“\(label)” for \(info.action.rawValue) is not a key"))
                }
                for context in info.contexts {
                    // A key given by hand wins over the table's own use of it.
                    let isTaken = map.bindings[context]?[key] != nil
                    if !isTaken || overrides[info.action.rawValue] != nil {
                        map.bindings[context, default: [:]][key] = info.action
                    }
                }
            }
        }
        map.nameKeys(overrides)
        return .success(map)
    }

    /// Only keys that still do what the table says are shown: another action may have been given theirs.
    private mutating func nameKeys(_ overrides: [String: String]) {
        for info in ActionTable.all {
            let labels = overrides[info.action.rawValue].map { [$0] } ?? info.keys
            names[info.action] = labels.compactMap(Key.init(label:)).filter { key in
                info.contexts.contains { bindings[$0]?[key] == info.action }
            }
        }
    }

    public func action(for key: Key, in context: Context) -> Action? { bindings[context]?[key] }

    /// The first key of an action, as footers show it.
    public func label(_ action: Action) -> String? { names[action]?.first?.label }

    /// The same on one screen, where a key may have been given to something else.
    public func label(_ action: Action, in context: Context) -> String? {
        names[action]?.first { bindings[context]?[$0] == action }?.label
    }

    public func labels(_ action: Action, in context: Context) -> [String] {
        names[action, default: []].filter { bindings[context]?[$0] == action }.map(\.label)
    }

    public func labels(_ action: Action) -> [String] { names[action, default: []].map(\.label) }
}

extension Key {
    /// Reads a label such as `Ctrl-r`, `PgDn`, `Space` or `x`.
    public init?(label: String) {
        let named: [Key] = [
            .enter, .escape, .tab, .backTab, .backspace, .delete, .insert, .up, .down, .left, .right, .home, .end,
            .pageUp, .pageDown, .character(" "),
        ]
        if let key = named.first(where: { $0.label.lowercased() == label.lowercased() }) {
            self = key
        } else if label.lowercased().hasPrefix("ctrl-"), label.count == 6, let letter = label.lowercased().last {
            self = .control(letter)
        } else if label.lowercased().hasPrefix("alt-"), label.count == 5, let letter = label.last {
            self = .alt(letter)
        } else if label.first == "F", let number = Int(label.dropFirst()), (1...12).contains(number) {
            self = .function(number)
        } else if label.count == 1, let character = label.first {
            self = .character(character)
        } else {
            return nil
        }
    }
}
