package org.drey.local.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.drey.local.people.PeopleKeys.Part;
import org.drey.yaml.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PeopleFileTest {
  @TempDir Path folder;

  @Test
  void theKindsThatComeWithDreyHaveEveryPart() {
    Set<Part> parts = PeopleFile.all().stream().map(PeopleKind::part).collect(Collectors.toSet());
    for (Part part : Part.values()) {
      assertEquals(part != Part.ADDED, parts.contains(part), part.name());
    }
  }

  @Test
  void aFileOfTheSameNameIsInThePlaceOfTheOther() throws IOException {
    int before = PeopleFile.all().size();
    Files.writeString(folder.resolve("gamer.yml"), "roles: {chess_player: {}}");
    Files.writeString(folder.resolve("mine.yaml"), "roles: {miner: {}}");
    var kinds = PeopleFile.withThoseOf(folder);
    assertEquals(before + 1, kinds.size());
    PeopleKind gamer =
        kinds.stream().filter(k -> k.name().equals("gamer")).findFirst().orElseThrow();
    assertEquals("chess_player", gamer.roles().get(0).name());
    assertEquals(Part.ADDED, gamer.part());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          roles: {a: {ages: ADULT}}                                  | unknown key 'ages' (did you mean 'age'?)
          roles: {a: {age: CHILD}}                                   | 'CHILD' is none of UNKNOWN, UNDER_18, ADULT
          roles: {a: {account: 9..3}}                                | '9..3' is no range from low to high
          roles: {a: {lives: maybe}}                                 | 'maybe' is not true or false
          roles: {a: {age: {ADULT: 0}}}                              | a weight is from 1 to 1000
          abroad: [XX]                                               | the world has no country 'XX'
          roles: {a: {does: {steps: {pay: {amount: 5}}}}}            | 'with' is missing: pay needs another
          roles: {a: {does: {with: b, steps: {ask: {}}}}}            | 'a' is with 'b', but there is no such role
          roles: {a: {does: {steps: {buy: {}}}}}                     | 'buy' is none of PAY
          roles: {a: {does: {steps: {ask: {chanel: P2P}}}}}          | unknown key 'chanel'
          roles: {a: {does: {steps: {ask: {transport: PIGEON}}}}}    | 'PIGEON' is none of
          roles: {a: {does: {steps: {ask: {query: null}}}}}          | this field cannot be null
          roles: {a: {does: {steps: {ask: {after: soon}}}}}          | 'soon' is not a timespan
          roles: {a: {does: {hours: 25h, steps: {ask: {}}}}}         | '25h' is not a time of the day
          roles: {a: {does: {steps: {report: {expires_at: 5}}}}}     | this field cannot be given
          roles: {a: {does: {steps: {ask: {}, visit: {}}}}}          | expected one step
          """)
  void whatCannotBeIsSaidWithItsPlace(String line, String problem) throws IOException {
    Path file = folder.resolve("odd.yml");
    String roles = line.startsWith("roles") ? "" : "\nroles: {}";
    Files.writeString(file, "# a comment\n" + line + roles);
    String message =
        assertThrows(ProblemException.class, () -> PeopleFile.withThoseOf(folder)).getMessage();
    assertTrue(message.contains(problem), message);
    assertTrue(message.startsWith(file + ":"), message);
  }
}
