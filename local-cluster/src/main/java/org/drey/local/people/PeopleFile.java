package org.drey.local.people;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.drey.base.NameSuggestions;
import org.drey.local.people.PeopleKeys.Part;
import org.drey.rules.sigma.RuleFile;
import org.drey.yaml.YamlNode;

/** The files of people: those that come with Drey, and those of a folder. */
public final class PeopleFile {
  private static final String FOLDER = "/people";

  private PeopleFile() {}

  /** Reads the kinds that come with Drey, in the order of their names. */
  public static List<PeopleKind> all() {
    return read(List.of());
  }

  /**
   * Reads the kinds that come with Drey, and those of a folder; one of the same name is in its
   * place.
   *
   * @throws org.drey.yaml.ProblemException if a file says what cannot be, with its line
   */
  public static List<PeopleKind> withThoseOf(Path folder) throws IOException {
    return read(RuleFile.readAll(folder));
  }

  private static List<PeopleKind> read(List<RuleFile> more) {
    Map<String, YamlNode> files = new TreeMap<>();
    for (List<RuleFile> some : List.of(RuleFile.bundled(PeopleFile.class, FOLDER), more)) {
      for (RuleFile file : some) {
        String name = file.name().replaceAll(".*/|\\.ya?ml$", "");
        files.put(name, YamlNode.parse(file.name(), file.text()));
      }
    }
    List<PeopleKind> kinds =
        files.entrySet().stream()
            .map(file -> PeopleKind.read(file.getKey(), file.getValue()))
            .toList();
    kinds.forEach(kind -> checkOthers(kind, kinds));
    return kinds;
  }

  /** Checks that the roles that habits name are of the circle, or of the town. */
  private static void checkOthers(PeopleKind kind, List<PeopleKind> kinds) {
    Set<String> known = new TreeSet<>();
    kinds.stream()
        .filter(one -> one.part() == Part.TOWN || one.equals(kind))
        .forEach(one -> one.roles().forEach(role -> known.add(role.name())));
    for (PeopleRole role : kind.roles()) {
      for (PeopleHabit habit : role.habits()) {
        String other = habit.values().text("with");
        if (other != null && !known.contains(other)) {
          throw habit
              .values()
              .problem(
                  "'%s' is with '%s', but there is no such role%s"
                      .formatted(role.name(), other, NameSuggestions.didYouMean(other, known)));
        }
      }
    }
  }
}
