public import Fleet
public import Grid
public import QRCode

/// What the board wants done outside of itself.
public enum Effect: Hashable, Sendable {
    case quit
    case suspend
    case redraw
    case bell
    case reload
    /// Puts text on the person's clipboard.
    case copy(ClipboardText)
    case savePNG(QRMatrix, InstanceKey)
    case requestSize(Size)
    case focus(InstanceKey?)
    case visible([InstanceKey])
    /// Rows that were let go of: nobody asks about them any more.
    case forget(Set<InstanceKey>)
    case openWindow(LinkWindow, InstanceKey)
    case closeWindow(InstanceKey)
    case askNow(Ask, InstanceKey)
    case expedite(Ask, InstanceKey, at: Instant)
    case hold(InstanceKey, until: Instant)
    case perform(Act, InstanceKey)
    case requestPairing(InstanceKey, PhoneNumber)
}
