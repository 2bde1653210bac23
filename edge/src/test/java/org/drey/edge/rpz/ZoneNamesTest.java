package org.drey.edge.rpz;

import static org.drey.blocklist.EntryType.DOMAIN;
import static org.drey.blocklist.EntryType.EXACT_URL;
import static org.drey.blocklist.EntryType.HOST;
import static org.drey.blocklist.EntryType.PATH_PREFIX;
import static org.drey.edge.rpz.Entries.entry;
import static org.drey.edge.rpz.Entries.names;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.drey.blocklist.EntryType;
import org.drey.blocklist.ListEntry;
import org.drey.blocklist.ListPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ZoneNamesTest {
  @Test
  void aDomainIsItsNameAndAllBelowAndAHostItsNameAlone() {
    ZoneNames names = names(entry(DOMAIN, "a.example"), entry(HOST, "b.example"));
    assertEquals(Set.of("a.example", "*.a.example", "b.example"), names.blocked());
    assertEquals(Set.of(), names.inspect());
    assertEquals(0, names.leftOut());
  }

  @Test
  void aUrlNeverBlocksItsHost() {
    ZoneNames names =
        names(
            entry(EXACT_URL, "http://a.example/page"),
            entry(PATH_PREFIX, "https://b.example:8443/folder/*"),
            entry(EXACT_URL, "http://192.0.2.1/page"),
            entry(EXACT_URL, "http://[2001:db8::1]/page"));
    assertEquals(Set.of(), names.blocked());
    assertEquals(Set.of("a.example", "b.example"), names.inspect());
  }

  @Test
  void whatADomainCoversIsLeftOut() {
    ZoneNames names =
        names(
            entry(DOMAIN, "example"),
            entry(DOMAIN, "a.example"),
            entry(HOST, "b.a.example"),
            entry(EXACT_URL, "http://c.example/page"),
            entry(HOST, "example"),
            entry(EXACT_URL, "http://example/page"));
    assertEquals(Set.of("example", "*.example"), names.blocked());
    assertEquals(Set.of(), names.inspect());
  }

  @Test
  void entriesOfOtherPoliciesArePassedOver() {
    ZoneNames.Builder builder = new ZoneNames.Builder(ListPolicy.PARENTAL_CONTROL);
    builder.add(entry(DOMAIN, "a.example"));
    builder.add(entry(HOST, "b.example", ListPolicy.PARENTAL_CONTROL));
    assertEquals(Set.of("b.example"), builder.build(Entries.zone()).blocked());
  }

  @Test
  void namesThatDoNotFitIntoTheZoneAreCounted() {
    String label = "x".repeat(63);
    String longest = String.join(".", label, label, label, "y".repeat(255 - 3 * 64 - 10 - 1));
    assertEquals(Set.of(longest), names(entry(HOST, longest)).blocked());
    assertEquals(1, names(entry(HOST, longest + "y")).leftOut());
    ZoneNames domain = names(entry(DOMAIN, longest));
    assertEquals(1, domain.leftOut(), "no room for the wildcard");
    assertEquals(Set.of(), domain.blocked());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.0.0.0.0.rpz-ip",
        "32.1.2.0.192.rpz-client-ip",
        "32.1.2.0.192.rpz-nsip",
        "a.rpz-nsdname",
        "rpz-passthru",
        "a.rpz-drop",
        "a.rpz-tcp-only"
      })
  void commandsOfTheZoneNeverEnter(String name) {
    for (EntryType type : List.of(HOST, DOMAIN, EXACT_URL)) {
      // Made without the checks of entries, which refuse such names, too.
      ListEntry entry = new ListEntry(type, name, -1, "", "", ListPolicy.CHILD_PROTECTION_LIST);
      ZoneNames names = names(entry, entry(HOST, "rpz-ip.example"));
      assertEquals(Set.of("rpz-ip.example"), names.blocked());
      assertEquals(Set.of(), names.inspect());
      assertEquals(1, names.leftOut());
    }
  }

  @Test
  void neverSaysANameByItself() {
    assertFalse(names(entry(DOMAIN, "a.example")).toString().contains("example"));
    assertFalse(Entries.content(Set.of("a.example"), Set.of()).toString().contains("example"));
    assertFalse(new ZoneChanges(List.of("a.example"), List.of()).toString().contains("example"));
  }

  /**
   * As servers look names up: the name itself, else the wildcard of the closest name (RFC 4592).
   */
  private static boolean answers(Set<String> zone, String name) {
    if (zone.contains(name)) {
      return true;
    }
    for (String closest = name; ; closest = closest.substring(closest.indexOf('.') + 1)) {
      String end = closest;
      boolean exists = zone.stream().anyMatch(one -> one.equals(end) || one.endsWith("." + end));
      if (exists) {
        return !closest.equals(name) && zone.contains("*." + closest);
      }
      if (closest.indexOf('.') < 0) {
        return zone.contains("*");
      }
    }
  }

  private static boolean listed(List<ListEntry> list, String name) {
    return list.stream()
        .anyMatch(
            entry ->
                entry.host().equals(name)
                    || (entry.type() == DOMAIN && name.endsWith("." + entry.host())));
  }

  private static String randomName(Random random) {
    StringBuilder name = new StringBuilder();
    for (int labels = 1 + random.nextInt(4); labels > 0; labels--) {
      name.append("abc".charAt(random.nextInt(3))).append('.');
    }
    return name + "example";
  }

  @Test
  void aServerAnswersExactlyWhatIsListed() {
    Random random = new Random(11);
    for (int round = 0; round < 500; round++) {
      List<ListEntry> list = new ArrayList<>();
      for (int i = random.nextInt(8); i > 0; i--) {
        list.add(entry(random.nextBoolean() ? DOMAIN : HOST, randomName(random)));
      }
      Set<String> zone = names(list.toArray(ListEntry[]::new)).blocked();
      for (int i = 0; i < 40; i++) {
        String name = randomName(random);
        assertEquals(listed(list, name), answers(zone, name), "round " + round);
      }
    }
  }
}
