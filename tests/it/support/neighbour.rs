//! Another program on the screen, as the X server knows it: with a window of its own, or with a key that it has.

use x11rb::connection::Connection as _;
use x11rb::protocol::Event;
use x11rb::protocol::xproto::{
    Atom, AtomEnum, ConnectionExt as _, CreateWindowAux, EventMask, GrabMode, ModMask, PropMode, Window,
    WindowClass,
};
use x11rb::rust_connection::RustConnection;
use x11rb::wrapper::ConnectionExt as _;

/// The other program, until dropped.
pub(crate) struct Neighbour {
    server: RustConnection,
    root: Window,
}

impl Neighbour {
    /// On this screen.
    pub(crate) fn on(display: &str) -> Self {
        let (server, screen) = RustConnection::connect(Some(display)).expect("the X server");
        let root = server.setup().roots[screen].root;
        Self { server, root }
    }

    /// From now on has what Control and Alt make of this letter, wherever it is pressed.
    pub(crate) fn take_control_alt(&self, letter: char) {
        let (held, key) = (ModMask::CONTROL | ModMask::M1, self.key(letter));
        let asked = self.server.grab_key(false, self.root, held, key, GrabMode::ASYNC, GrabMode::ASYNC);
        asked.expect("the X server").check().expect("nobody has the key");
    }

    /// Opens a window, into which somebody can type.
    pub(crate) fn open(&self) -> Window {
        let window = self.server.generate_id().expect("a number");
        let hears = CreateWindowAux::new().event_mask(EventMask::KEY_PRESS);
        self.server
            .create_window(0, window, self.root, 0, 0, 600, 400, 0, WindowClass::INPUT_OUTPUT, 0, &hears)
            .expect("the X server");
        let (name, text) = (AtomEnum::WM_NAME, AtomEnum::STRING);
        self.server.change_property8(PropMode::REPLACE, window, name, text, b"Notes").expect("the X server");
        self.server.map_window(window).expect("the X server").check().expect("a window");
        window
    }

    /// The letters and digits that were typed into its windows since it was last asked.
    pub(crate) fn heard(&self) -> String {
        // What the server did before is told before this answer.
        self.server.sync().expect("the X server");
        let events = std::iter::from_fn(|| self.server.poll_for_event().expect("the X server"));
        let keyboard = self.keyboard();
        let typed = events.filter_map(|event| {
            let Event::KeyPress(press) = event else { return None };
            keyboard.iter().find(|(key, _)| *key == press.detail)
        });
        typed.filter_map(|(_, meant)| char::from_u32(*meant)).filter(char::is_ascii_graphic).collect()
    }

    /// The window that has the focus, as the window manager says.
    pub(crate) fn focus(&self) -> Option<Window> {
        self.numbers(self.root, "_NET_ACTIVE_WINDOW").first().copied().filter(|window| *window != x11rb::NONE)
    }

    /// What the window manager makes of a window.
    pub(crate) fn states(&self, window: Window) -> Vec<String> {
        self.numbers(window, "_NET_WM_STATE").into_iter().map(|state| self.name(state)).collect()
    }

    fn numbers(&self, window: Window, property: &str) -> Vec<u32> {
        let property = self.server.intern_atom(false, property.as_bytes()).expect("the X server");
        let property = property.reply().expect("an atom").atom;
        let asked = self.server.get_property(false, window, property, AtomEnum::ANY, 0, 64);
        // A window that is gone has none.
        let Ok(answer) = asked.expect("the X server").reply() else { return Vec::new() };
        answer.value32().into_iter().flatten().collect()
    }

    fn name(&self, atom: Atom) -> String {
        let name = self.server.get_atom_name(atom).expect("the X server").reply().expect("a name").name;
        String::from_utf8(name).expect("text")
    }

    fn key(&self, letter: char) -> u8 {
        let keyboard = self.keyboard();
        keyboard.iter().find(|(_, meant)| *meant == u32::from(letter)).expect("the keyboard has the letter").0
    }

    /// Its keys, and what each means by itself.
    fn keyboard(&self) -> Vec<(u8, u32)> {
        let (first, last) = (self.server.setup().min_keycode, self.server.setup().max_keycode);
        let asked = self.server.get_keyboard_mapping(first, last - first + 1).expect("the X server");
        let map = asked.reply().expect("a keyboard");
        let meanings = map.keysyms.chunks(map.keysyms_per_keycode.into());
        (first..=last).zip(meanings.map(|meanings| meanings[0])).collect()
    }
}
