/** A value that follows its goal without overshoot, keeping its speed when the goal moves. */
export interface Spring {
  value: number;
  /** Advances by `dtS` towards `goal` and returns the value. The result does not depend on the frame rate. */
  update(dtS: number, goal: number): number;
}

/** Critically damped; `settleS` is the time after which 6 % of the way is left (closed form of x″ = −2ωx′ − ω²x). */
export function createSpring(settleS: number, value = 0): Spring {
  const omega = 4.5 / settleS;
  let speed = 0;
  const spring: Spring = {
    value,
    update(dtS, goal) {
      const away = spring.value - goal;
      const pull = speed + omega * away;
      const decay = Math.exp(-omega * dtS);
      spring.value = goal + (away + pull * dtS) * decay;
      speed = (speed - omega * pull * dtS) * decay;
      return spring.value;
    },
  };
  return spring;
}
