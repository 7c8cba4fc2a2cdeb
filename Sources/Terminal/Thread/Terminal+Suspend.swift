internal import CNcurses
internal import Grid

/// Ctrl-Z and `fg`, as a shell user expects them.
extension Terminal {
    /// Stops the process with the terminal given back, and takes it again when the process is continued.
    ///
    /// Of the screen nothing is kept over the stop: codes may be long dead when somebody comes back.
    func suspend() async {
        events.yield(.suspended)
        await options.beforeSuspend()
        guard phase == .suspending else { return }
        resetModes()
        relink_screen_pause()
        relink_rescue_disarm()
        painter?.forget()
        relink_stop_process()
        phase = .running
        resume()
        setModes()
    }

    /// Also after somebody stopped the process without asking (SIGSTOP), and the shell has drawn on the screen since.
    func resume() {
        painter?.forget()
        relink_screen_resume()
        capabilities = currentCapabilities()
        relink_screen_resize(Int32(size.rows), Int32(size.columns))
        events.yield(.resumed)
    }
}
