// What was checked and what was wrong. One check of one page is one result.

export class Report {
  #checks = new Map();
  #faults = [];

  /** Notes a check of a page: it passed where there is no fault. */
  add(check, where, faults) {
    const count = this.#checks.get(check) ?? { passed: 0, failed: 0 };
    this.#checks.set(check, count);
    if (faults.length === 0) {
      count.passed += 1;
      return;
    }
    count.failed += 1;
    this.#faults.push(...faults.map((fault) => `FAIL ${check} ${where}: ${fault}`));
  }

  /** Runs a check of a page; that it cannot be run is a fault too. */
  async run(check, where, faults) {
    try {
      this.add(check, where, await faults());
    } catch (error) {
      this.add(check, where, [error.stack ?? String(error)]);
    }
  }

  get failed() {
    return [...this.#checks.values()].reduce((sum, count) => sum + count.failed, 0);
  }

  /** Prints every fault, a line for each check, and the sum last. */
  print() {
    for (const fault of this.#faults) console.log(fault);
    for (const [check, { passed, failed }] of this.#checks) {
      console.log(`${failed ? 'FAIL' : 'ok  '} ${check}: ${passed} passed, ${failed} failed`);
    }
    const passed = [...this.#checks.values()].reduce((sum, count) => sum + count.passed, 0);
    console.log(`${passed} passed, ${this.failed} failed`);
  }
}
