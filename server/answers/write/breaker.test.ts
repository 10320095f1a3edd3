import { beforeEach, describe, expect, it } from 'vitest';
import { type Breaker, type BreakerState, createBreaker } from './breaker.ts';

let clock: number;
let changes: BreakerState[];
let breaker: Breaker;

beforeEach(() => {
  clock = 1000;
  changes = [];
  breaker = createBreaker({
    failures: 3,
    pauseMs: 10_000,
    windowMs: 60_000,
    now: () => clock,
    onChange: (state) => changes.push(state),
  });
});

const fail = (times = 1) => {
  for (let i = 0; i < times; i += 1) breaker.enter()?.failed();
};

describe('a circuit breaker', () => {
  it('opens after so many failures in a row and lets nobody through', () => {
    fail(2);
    expect(breaker.state()).toBe('closed');
    fail();
    expect(breaker.state()).toBe('open');
    expect(breaker.enter()).toBeNull();
  });

  it('counts anew after a success', () => {
    fail(2);
    breaker.enter()?.succeeded();
    fail(2);
    expect(breaker.state()).toBe('closed');
  });

  it('takes failures far apart for no row', () => {
    fail(2);
    clock += 60_001;
    fail();
    expect(breaker.state()).toBe('closed');
    fail(2);
    expect(breaker.state()).toBe('open');
  });

  it('lets one trial through after the pause, and only one at a time', () => {
    fail(3);
    clock += 9_999;
    expect(breaker.enter()).toBeNull();
    clock += 1;
    expect(breaker.enter()).not.toBeNull();
    expect(breaker.state()).toBe('half_open');
    expect(breaker.enter()).toBeNull();
  });

  it('closes when the trial succeeds', () => {
    fail(3);
    clock += 10_000;
    breaker.enter()?.succeeded();
    expect(breaker.state()).toBe('closed');
    expect(changes).toEqual(['open', 'half_open', 'closed']);
    fail(2);
    expect(breaker.state()).toBe('closed');
  });

  it('opens again for as long when the trial fails', () => {
    fail(3);
    clock += 10_000;
    fail();
    expect(breaker.state()).toBe('open');
    clock += 9_999;
    expect(breaker.enter()).toBeNull();
    clock += 1;
    expect(breaker.enter()).not.toBeNull();
  });

  it('gives the trial to the next when it was given up undecided', () => {
    fail(3);
    clock += 10_000;
    breaker.enter()?.leave();
    expect(breaker.state()).toBe('half_open');
    expect(breaker.enter()).not.toBeNull();
  });

  it('pauses at once, and for as long as the server asks, within reason', () => {
    breaker.enter()?.failed(20_000);
    expect(breaker.state()).toBe('open');
    clock += 19_999;
    expect(breaker.state()).toBe('open');
    clock += 1;
    expect(breaker.state()).toBe('half_open');
    breaker.enter()?.failed(24 * 3_600_000);
    clock += 5 * 60_000;
    expect(breaker.state()).toBe('half_open');
  });

  it('is not moved by what was asked before it opened', () => {
    const early = [breaker.enter(), breaker.enter()];
    fail(3);
    early[0]?.succeeded();
    expect(breaker.state()).toBe('open');
    clock += 10_000;
    const trial = breaker.enter();
    early[1]?.failed();
    expect(breaker.state()).toBe('half_open');
    trial?.succeeded();
    expect(breaker.state()).toBe('closed');
  });

  it('hears each pass once', () => {
    const pass = breaker.enter();
    for (let i = 0; i < 5; i += 1) pass?.failed();
    expect(breaker.state()).toBe('closed');
  });
});
