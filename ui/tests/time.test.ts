import { screen, waitFor } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import { apart, clockTime, codeGroups, hostOf, pieces, roughTime, together } from '../src/format';
import { called, click, open } from './page';

/** Epoch seconds of a local time in June 2026. */
const june = (day: number, hour: number, minute: number): number => new Date(2026, 5, day, hour, minute).getTime() / 1000;
/** Without AM and PM, whatever the system writes. */
const plain = (time: string): string => time.replace(/^0?(\d)/, '$1').replace(/\s[ap]m/i, '');

describe('times of day', () => {
  it('name their day only when it is not today', () => {
    const now = june(10, 9, 0);
    expect(plain(clockTime(june(10, 11, 5), now))).toBe('11:05');
    expect(plain(clockTime(june(11, 9, 10), now))).toBe('9:10 tomorrow');
    expect(plain(clockTime(june(14, 9, 10), now))).toBe('9:10 on Sunday');
    expect(plain(clockTime(june(24, 9, 10), now))).toBe('9:10 on 24 Jun');
    expect(plain(clockTime(june(9, 9, 10), now))).toBe('9:10 on 9 Jun');
  });

  it('that are only expected are told to five minutes, never later than they are', () => {
    expect(plain(roughTime(june(10, 11, 34) + 59, june(10, 9, 0)))).toBe('11:30');
  });
});

describe('words', () => {
  it('tell how far two clocks are apart', () => {
    expect([20, 60, 740, -740, 7199, 7200, -90_000, 260_000].map(apart)).toEqual([
      '1 minute', '1 minute', '12 minutes', '12 minutes', '120 minutes', '2 hours', '25 hours', '3 days',
    ]);
  });
  it('read a code in its groups', () => {
    expect(['WDMR-KXTP', 'WDMRKXTP', 'ABCDEF', ''].map(codeGroups)).toEqual([['WDMR', 'KXTP'], ['WDMR', 'KXTP'], ['ABCD', 'EF'], []]);
  });
  it('name a host, or what stands in its place', () => {
    expect(hostOf('https://p.awsapps.com/start/#/device')).toBe('p.awsapps.com');
    expect(hostOf('no address')).toBe('no address');
  });
  it('keep Regions and commands in one piece', () => {
    expect(pieces('Through us-east-1, or `portico doctor`.').map(({ text, kind }) => `${kind}: ${text}`)).toEqual([
      'plain: Through ', 'region: us-east-1', 'plain: , or ', 'command: portico doctor', 'plain: .',
    ]);
  });
  it('join names', () => expect([['a'], ['a', 'b'], ['a', 'b', 'c']].map(together)).toEqual(['a', 'a and b', 'a, b and c']));
});

describe('h7 a wrong clock', () => {
  it('is told calmly, can be put away, and is told anew when it goes wrong anew', async () => {
    const { app } = await open('clock-ahead');
    const banner = screen.getByText('This computer’s clock is 12 minutes ahead.').closest('[role]')!;
    expect(banner.getAttribute('role')).toBe('status');
    expect(banner.textContent).toContain('Portico counts by the portal’s clock; other tools may fail until it is set right.');
    await click('Dismiss');
    expect(screen.queryByText(/clock is/)).toBeNull();
    app.take({ ...app.snapshot, clock: { ahead: 0, wrong: false } });
    app.take({ ...app.snapshot, clock: { ahead: 900, wrong: true } });
    await screen.findByText('This computer’s clock is 15 minutes ahead.');
  });

  it('is behind as often as ahead', async () => {
    await open('clock-behind');
    expect(screen.getByText('This computer’s clock is 3 hours behind.')).toBeTruthy();
  });

  it('changes no countdown: they go by the portals’ time', async () => {
    const { app } = await open('clock-ahead');
    const { session } = app.portal!;
    expect('until' in session && Math.floor((session.until! - app.now) / 60)).toBe(46);
    expect(screen.getByText(/47 min left/)).toBeTruthy();
  });
});

describe('the end of a session', () => {
  it('that cannot be moved is counted down, with a way to renew', async () => {
    const { host, app } = await open('ending');
    expect(screen.getByText('12 min left')).toBeTruthy();
    expect(document.querySelectorAll('.dot.amber')).toHaveLength(1);
    expect(screen.getByText(/^Ends at \d/)).toBeTruthy();
    await click('Renew the session in SecureCart');
    expect(called(host, 'signIn')).toHaveLength(1);
    await waitFor(() => expect(app.portal?.session).toMatchObject({ state: 'signed_in', ending: false }));
  });

  it('that is expected is told roughly', async () => {
    await open('until-about');
    expect(screen.getByText(/^Until about \d/)).toBeTruthy();
    expect(screen.queryByText('Renews by itself')).toBeNull();
  });

  it('that was expected and did not come is told no more', async () => {
    const { app } = await open('until-about');
    const portals = app.snapshot.portals.map((portal) => ({ ...portal, expected_end: app.now - 1 }));
    app.take({ ...app.snapshot, portals });
    await screen.findByText('Renews by itself');
    expect(screen.queryByText(/^Until about/)).toBeNull();
  });
});
