// The gate between the page and the product. Rule: a message passes only if it is one of the calls below with exactly
// its arguments; anything else is dropped here, before it is encrypted and sent. The frame is a realm of its own, so
// nothing the page does to its prototypes is seen by this code.
(() => {
  const text = (value) => typeof value === 'string' && value.length <= 4096;
  const maybe = (value) => value === null || value === undefined || text(value);
  const texts = (value) => Array.isArray(value) && value.length <= 8 && value.every(text);
  const flag = (value) => typeof value === 'boolean';
  const number = (value) => Number.isSafeInteger(value);
  const role = { portal: text, account: text, role: text };
  const place = { startUrl: text, region: text, endpoint: maybe, also: texts };
  const portal = { name: text, ...place, hosts: maybe, confirmedHost: maybe };
  const profile = { ...role, name: maybe, form: text };

  const tags = (value) => Array.isArray(value) && value.length <= 40 && value.every(text);
  const label = (value) => exactly(value, { nickname: text, colour: maybe, tags, hidden: flag });
  const grouping = (value) => exactly(value, { by: text }) || exactly(value, { by: text, key: text });
  const anchor = (value) => exactly(value, { section: text, portal: text, account: text, at: number });
  const anchors = (value) => Array.isArray(value) && value.length <= 8 && value.every(anchor);
  const ask = (value) =>
    exactly(value, { query: text, grouping, hidden: flag, stronger: flag, from: number, count: number, keep: anchors });

  const profileAsk = (value) => exactly(value, { query: text, only: maybe, from: number, count: number });
  const sync = (value) =>
    exactly(value, { choice: text, query: text, template: text, form: text, prune: flag, remember: flag });
  const wish = (value) =>
    exactly(value, { do: text, with: sync }) || exactly(value, { do: text, with: texts }) || exactly(value, { do: text });

  const kinds = (value) => Array.isArray(value) && value.length <= 40 && value.every(text);
  const maybeNumber = (value) => value === null || number(value);
  const journalAsk = (value) =>
    exactly(value, {
      portal: maybe, account: maybe, kinds, words: text, since: maybeNumber, before: maybeNumber, count: number,
    });

  const landing = (value) => exactly(value, { service: maybe, region: maybe, place: maybe, browser: maybe });
  const consent = (value) => value === null || exactly(value, { held: flag, typed: maybe, reason: maybe });

  const rail = (value) => exactly(value, { set: text, to: (to) => text(to) || flag(to) || number(to) });

  const calls = new Map(
    Object.entries({
      opening: { rows: number },
      picker_opening: {},
      picker_done: {},
      picker_ask: { wanted: (value) => value === null || exactly(value, { ...role, deed: text, at: landing }) },
      shortcut: {},
      set_shortcut: { keys: maybe },
      snapshot: {},
      set_preferences: { preferences: (value) => exactly(value, { theme: text, grouping, language: text }) },
      listing: { ask },
      discover_portal: { text, endpoint: maybe },
      add_portal: portal,
      remove_portal: { name: text },
      explore_demo: {},
      sign_in: { portal: text },
      sign_in_with_code: { portal: text },
      reopen_sign_in: { portal: text },
      open_code_page: { portal: text, filledIn: flag },
      copy_sign_in_address: { portal: text },
      cancel_sign_in: { portal: text },
      sign_out: { portal: text },
      use_keychain: { store: text },
      unlock_keychain: {},
      set_quiet_hours: { quiet: (value) => value === null || exactly(value, { from: text, to: text }) },
      refresh: { portal: text },
      open_console: { ...role, at: landing, consent },
      request_access: { account: maybe, role: maybe },
      copy_credentials: { ...role, form: text, consent },
      plan_profile: profile,
      export_profile: profile,
      star: { portal: text, account: text, starred: flag },
      visits: { portal: text, account: text },
      star_place: { portal: text, account: text, service: text, region: maybe, starred: flag },
      label_of: { portal: text, account: text },
      set_label: { portal: text, account: text, label },
      journal: { ask: journalAsk },
      save_journal: { ask: journalAsk, form: text },
      verify_journal: {},
      clocks: {},
      sign_out_of_consoles: { place: text },
      changes_seen: { upTo: number },
      await_access: { portal: text },
      await_access_no_more: { portal: text },
      profiles: { ask: profileAsk },
      usual_sync: {},
      example_names: { template: text },
      plan_profiles: { wish },
      write_profiles: { wish },
      serve: { ...role, minutes: number, untilLocked: flag, consent },
      step_down: role,
      browsers: {},
      choose_browser: { portal: text, account: maybe, of: text, choice: text },
      crowd: { ...role, browser: maybe },
      copy_link: { ...role, at: landing, form: text },
      link: {},
      guardrails: {},
      set_guardrail: { rail },
      explain_profile: { profile: text },
      examine: { reach: flag },
      save_report: {},
      copy_serving: { port: number, form: text },
      stop_serving: { port: number },
      starts_at_login: {},
      start_at_login: { on: flag },
      update: {},
      close_window: {},
      'plugin:event|listen': { event: known, target: (value) => exactly(value, { kind: text }), handler: number },
      'plugin:event|unlisten': { event: known, eventId: number },
    }),
  );

  function known(value) {
    return value === 'changed' || value === 'shown' || value === 'wanted' || value === 'linked';
  }

  /** Whether `value` is an object with these keys, each of its kind, and no others. */
  function exactly(value, kinds) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
    return (
      Object.keys(value).every((key) => Object.hasOwn(kinds, key)) &&
      Object.entries(kinds).every(([key, kind]) => kind(Object.hasOwn(value, key) ? value[key] : undefined))
    );
  }

  window.__TAURI_ISOLATION_HOOK__ = (message) => {
    const kinds = typeof message.cmd === 'string' ? calls.get(message.cmd) : undefined;
    if (kinds === undefined || !exactly(message.payload ?? {}, kinds)) {
      throw new Error('Portico does not take this message.');
    }
    return message;
  };
})();
