/// Every command of the window: the build makes a permission of each, the capability grants each, the isolation
/// frame lets each pass. A test holds the four lists together.
const COMMANDS: &[&str] = &[
    "snapshot",
    "choices",
    "preferences",
    "set_preferences",
    "listing",
    "discover_portal",
    "add_portal",
    "remove_portal",
    "explore_demo",
    "sign_in",
    "cancel_sign_in",
    "sign_out",
    "refresh",
    "open_console",
    "copy_credentials",
    "plan_profile",
    "export_profile",
    "star",
];
