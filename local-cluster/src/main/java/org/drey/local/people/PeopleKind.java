package org.drey.local.people;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.drey.local.people.PeopleKeys.Part;
import org.drey.rules.sigma.RuleFile;
import org.drey.yaml.YamlNode;

/**
 * A kind of people: a circle of those who have to do with one another, in roles, and how many such
 * circles a world has.
 *
 * @param name the file's, without its end
 * @param home the countries in which its people may live
 * @param abroad the other countries with which they may have to do
 * @param roles in the order in which they live
 */
public record PeopleKind(
    String name,
    PeopleValues values,
    List<WorldCountry> home,
    List<WorldCountry> abroad,
    List<PeopleRole> roles) {

  private static final String FOLDER = "/people";

  /** Reads all kinds, in the order of their names. */
  public static List<PeopleKind> all() {
    Map<String, PeopleKind> kinds = new TreeMap<>();
    for (RuleFile file : RuleFile.bundled(PeopleKind.class, FOLDER)) {
      String name = file.name().replaceAll(".*/|\\.yml$", "");
      kinds.put(name, read(name, YamlNode.parse(file.name(), file.text())));
    }
    return List.copyOf(kinds.values());
  }

  private static PeopleKind read(String name, YamlNode file) {
    PeopleValues values = new PeopleValues(file, PeopleKeys.of("file"));
    List<WorldCountry> home = values.each("home", WorldCountry::read);
    List<WorldCountry> abroad = values.each("abroad", WorldCountry::read);
    List<PeopleRole> roles = new ArrayList<>();
    file.required("roles").fields().forEach((role, node) -> roles.add(PeopleRole.read(role, node)));
    return new PeopleKind(
        name,
        values,
        home.isEmpty() ? WorldCountry.HOME : home,
        abroad.isEmpty() ? WorldCountry.ABROAD : abroad,
        List.copyOf(roles));
  }

  /** Returns why its circles are in a world. */
  public Part part() {
    return values.symbol("part", Part.class);
  }

  /** Returns how many of those who fill a world are of it, in proportion. */
  public int share() {
    return Math.toIntExact(Math.max(1, values.number("share")));
  }

  /** Returns how many circles of it are planted in, or added to, a world of so many people. */
  public long circles(int people, int patterns) {
    long more = values.has("one_per") ? people / Math.max(1, values.number("one_per")) : 0;
    return (values.number("fewest") + more) * (values.is("with_patterns") ? patterns : 1);
  }
}
