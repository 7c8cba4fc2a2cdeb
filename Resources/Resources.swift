/// Files that travel inside the binary, so that one copied executable works alone.
public enum Resources {
    /// The large font of the pairing dialog; its own head describes the format.
    public static var bigLetters: String { String(decoding: PackageResources.big_letters_txt, as: UTF8.self) }

    /// What is sent to the holders of phones; its own head describes the format.
    public static var pairingMessages: String {
        String(decoding: PackageResources.pairing_messages_txt, as: UTF8.self)
    }
}
