package org.drey.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Documents name and link only what is there. */
final class DocumentsTest {
  private static final Repository REPOSITORY = new Repository();
  private static final NamesInDocuments NAMES = new NamesInDocuments(REPOSITORY);
  private static final LinksInDocuments LINKS = new LinksInDocuments(REPOSITORY);

  private static List<String> problems(String text) {
    return problems("jobs/rules/README.md", text).toList();
  }

  private static Stream<String> problems(String file, String text) {
    return Stream.concat(NAMES.problems(file, text).stream(), LINKS.problems(file, text).stream());
  }

  @Test
  void documentsNameNothingThatIsGone() {
    List<String> documents = REPOSITORY.files(".md");
    assertFalse(documents.isEmpty());
    assertEquals(
        "",
        documents.stream()
            .flatMap(file -> problems(file, Repository.text(file)))
            .collect(Collectors.joining("\n")));
  }

  @Test
  void whatIsGoneIsFoundAtItsLine() {
    assertEquals(
        List.of(
            "jobs/rules/README.md:2: `RuleSet#gone`: RuleSet has no gone",
            "jobs/rules/README.md:2: `org.drey.gone`: no such package",
            "jobs/rules/README.md:6: `src/{main,gone}/java`: no such file",
            "jobs/rules/README.md:6: ../gone.md: no such file",
            "jobs/rules/README.md:7: #gone: no such heading"),
        problems(
            """
            `RuleSet`, `RuleSet#carried`, `org.drey.rules.match`, `src/main`, [rules](README.md)
            `RuleSet#gone`, `org.drey.gone`
            ```
            `GoneClass`
            ```
            `src/{main,gone}/java` [gone](../gone.md) [of others](https://gone.example/)
            [here](#gone) [there](#inside) [elsewhere](../streaming/README.md#to-add)
            """));
    assertEquals(1, problems("`GoneClass`").size());
    assertEquals(0, problems("`GateRule.Situation`").size());
    assertEquals(1, problems("`Situation`").size(), "it is in another, which is not named");
  }
}
