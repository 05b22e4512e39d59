// What the fake host does for the quick picker and its key.
import { Refusal, type Lack, type PickerOpening, type ShortcutView, type Wanted } from '../host';

export abstract class FakePicker {
  protected key: ShortcutView = { keys: 'Control+Alt+P', standing: 'on' };

  /** Notes a call, which may be refused. */
  protected abstract note(...call: unknown[]): void;
  protected abstract lacks(): Lack | null;

  async pickerOpening(): Promise<PickerOpening> {
    return { theme: 'system', language: 'system', languages: [...navigator.languages], typeface: null, typed: new URLSearchParams(location.search).get('typed') ?? '', entered: false, lacks: this.lacks() };
  }

  async pickerDone(): Promise<void> {
    this.note('pickerDone');
  }

  async pickerAsk(wanted: Wanted | null): Promise<void> {
    this.note('pickerAsk', wanted?.account, wanted?.role, wanted?.at);
  }

  async shortcut(): Promise<ShortcutView> {
    return this.key;
  }

  async setShortcut(keys: string | null): Promise<ShortcutView> {
    this.note('setShortcut', keys);
    if (keys !== null && !/(Control|Alt|Super)\+/.test(keys)) {
      throw new Refusal({ code: 'invalid_input', message: 'That cannot be the key.', remedy: 'Hold Ctrl, Alt or the system\'s key, and press a letter, a digit or a function key.' });
    }
    this.key = keys === null ? { keys: 'Control+Alt+P', standing: 'off' } : { keys, standing: keys.endsWith('+T') ? 'taken' : 'on' };
    return this.key;
  }
}
