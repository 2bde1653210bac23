package org.drey.local.people;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Set;
import java.util.stream.Collectors;
import org.drey.local.people.PeopleKeys.Part;
import org.junit.jupiter.api.Test;

final class PeopleKindTest {
  @Test
  void thereAreKindsOfEveryPart() {
    assertEquals(
        Set.of(Part.values()),
        PeopleKind.all().stream().map(PeopleKind::part).collect(Collectors.toSet()));
  }
}
