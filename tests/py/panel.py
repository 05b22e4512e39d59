"""The rest of a desktop, for the tests of the app: a panel for trays, and what the notification daemon was told.

The panel is a StatusNotifierWatcher that draws nothing: a menu is read and clicked over com.canonical.dbusmenu, as
panels do. The notification daemon is python-dbusmock's, in another process; here its record is read.

Talks in lines: one command in, one line of JSON out. The first line out is `"ready"`.

    menu                   the menu as a tree of {id, label, enabled, children}, or null while there is no tray
    icon                   the picture of the tray, as a digest of its file
    click ID               clicks that entry
    notices                what was shown: a list of {title, body, actions}
    answer NUMBER KEY      the person presses the button KEY of the NUMBERth notification
"""

import hashlib
import json
import pathlib
import sys

import dbus
import dbus.service
from dbus.mainloop.glib import DBusGMainLoop
from gi.repository import GLib

WATCHER = "org.kde.StatusNotifierWatcher"
ITEM = "org.kde.StatusNotifierItem"
PROPERTIES = "org.freedesktop.DBus.Properties"
MENU = "com.canonical.dbusmenu"
NOTICES = "org.freedesktop.Notifications"
MOCK = "org.freedesktop.DBus.Mock"


class Panel(dbus.service.Object):
    """Keeps the newest tray that is still there."""

    def __init__(self, bus):
        super().__init__(bus, "/StatusNotifierWatcher")
        self.bus = bus
        self.trays = []

    @dbus.service.method(WATCHER, in_signature="s", sender_keyword="sender")
    def RegisterStatusNotifierItem(self, item, sender):
        where = (sender, item) if item.startswith("/") else (item, "/StatusNotifierItem")
        self.trays.append(where)
        self.bus.watch_name_owner(where[0], lambda owner: owner or self.forget(where))

    @dbus.service.method(WATCHER, in_signature="s")
    def RegisterStatusNotifierHost(self, _):
        pass

    @dbus.service.signal(WATCHER)
    def StatusNotifierHostRegistered(self):
        pass

    @dbus.service.method(PROPERTIES, in_signature="ss", out_signature="v")
    def Get(self, _, name):
        return self.all()[name]

    @dbus.service.method(PROPERTIES, in_signature="s", out_signature="a{sv}")
    def GetAll(self, _):
        return self.all()

    def all(self):
        trays = dbus.Array([name + path for name, path in self.trays], signature="s")
        return {
            "IsStatusNotifierHostRegistered": dbus.Boolean(True),
            "ProtocolVersion": dbus.Int32(0),
            "RegisteredStatusNotifierItems": trays,
        }

    def forget(self, where):
        if where in self.trays:
            self.trays.remove(where)

    def property(self, property):
        """What the newest tray says of itself."""
        name, path = self.trays[-1]
        item = dbus.Interface(self.bus.get_object(name, path, introspect=False), PROPERTIES)
        return item.Get(ITEM, property)

    def menu(self):
        """The menu of the newest tray, or None."""
        if not self.trays:
            return None
        name, _ = self.trays[-1]
        return dbus.Interface(self.bus.get_object(name, self.property("Menu"), introspect=False), MENU)

    def icon(self):
        """The digest of the newest tray's picture, or None."""
        if not self.trays:
            return None
        return hashlib.sha256(pathlib.Path(self.property("IconName")).read_bytes()).hexdigest()


def tree(node):
    """A menu entry and what is under it; access keys are marked by `_` and are no part of the text."""
    number, properties, children = node
    label = str(properties.get("label", "")).replace("__", "\0").replace("_", "").replace("\0", "_")
    return {
        "id": int(number),
        "label": label,
        "enabled": bool(properties.get("enabled", True)),
        "children": [tree(child) for child in children],
    }


def notices(bus):
    mock = dbus.Interface(bus.get_object(NOTICES, "/org/freedesktop/Notifications", introspect=False), MOCK)
    calls = mock.GetMethodCalls("Notify")
    shown = [arguments for _, arguments in calls]
    return [
        {"title": str(one[3]), "body": str(one[4]), "actions": [str(word) for word in one[5]]} for one in shown
    ]


def answer(bus, number, key):
    mock = dbus.Interface(bus.get_object(NOTICES, "/org/freedesktop/Notifications", introspect=False), MOCK)
    mock.EmitSignal(NOTICES, "ActionInvoked", "us", dbus.Array([dbus.UInt32(number), key], signature="v"))
    return True


def obey(bus, panel, line):
    verb, *words = line.split()
    if verb == "menu":
        menu = panel.menu()
        return None if menu is None else tree(menu.GetLayout(0, -1, dbus.Array([], signature="s"))[1])
    if verb == "icon":
        return panel.icon()
    if verb == "click":
        nothing = dbus.Int32(0, variant_level=1)
        panel.menu().Event(int(words[0]), "clicked", nothing, dbus.UInt32(0))
        return True
    if verb == "notices":
        return notices(bus)
    if verb == "answer":
        return answer(bus, int(words[0]), words[1])
    raise ValueError(line)


def main():
    DBusGMainLoop(set_as_default=True)
    bus = dbus.SessionBus()
    panel = Panel(bus)
    name = dbus.service.BusName(WATCHER, bus)
    loop = GLib.MainLoop()

    def heard(source, _):
        line = source.readline()
        if not line:
            loop.quit()
            return False
        try:
            said = obey(bus, panel, line)
        except Exception as problem:  # whatever it is, the test must hear of it
            said = {"problem": repr(problem)}
        print(json.dumps(said), flush=True)
        return True

    GLib.io_add_watch(sys.stdin, GLib.PRIORITY_DEFAULT, GLib.IO_IN | GLib.IO_HUP, heard)
    panel.StatusNotifierHostRegistered()
    print(json.dumps("ready"), flush=True)
    loop.run()
    del name


main()
