package org.drey.local.people;

import java.util.List;
import org.drey.yaml.YamlNode;

/**
 * A role in a circle. Whoever is in it is a person who lives, or an account that others deal with;
 * both can be paid, host, be reported and have habits.
 *
 * @param expectations what must come of each of them
 */
public record PeopleRole(
    String name, PeopleValues values, List<Expectation> expectations, List<PeopleHabit> habits) {

  /**
   * The expected outcome of someone.
   *
   * @param findings indicators of which there must be findings
   * @param noFindings indicators of which there must be none
   */
  public record Expectation(PeopleValues values, List<String> findings, List<String> noFindings) {

    static Expectation read(YamlNode node) {
      PeopleValues values = new PeopleValues(node, PeopleKeys.of("expect"));
      return new Expectation(
          values,
          values.each("findings", YamlNode::words),
          values.each("no_findings", YamlNode::words));
    }
  }

  static PeopleRole read(String name, YamlNode node) {
    PeopleValues values = new PeopleValues(node, PeopleKeys.of("role"));
    return new PeopleRole(
        name,
        values,
        values.each("expect", Expectation::read),
        values.each("does", PeopleHabit::read));
  }

  /** Returns whether those in it are of the population, and do what everyone does. */
  public boolean lives() {
    return values.is("lives");
  }
}
