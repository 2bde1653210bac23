package org.drey.blocklist.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.drey.blocklist.EntryType;
import org.drey.blocklist.ListEntry;
import org.drey.blocklist.ListMatch;
import org.drey.blocklist.ListPolicy;
import org.drey.blocklist.ListVersion;
import org.drey.blocklist.MatchKind;
import org.drey.blocklist.RequestDecision;
import org.drey.blocklist.url.HttpUrl;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Random lists and questions: every decision equals that of a scan over all entries. */
class IndexAgainstNaiveTest {
  private static final int ENTRIES = 2_000;
  private static final int QUESTIONS = 600;
  private static final String[] TOP = {"example", "test", "invalid"};

  private final Random random = new Random(42);

  @Test
  void everyDecisionEqualsThatOfAScan() {
    List<ListEntry> entries = randomEntries(ENTRIES);
    compare(entries, Lists.index(entries));
  }

  @Test
  void aListGrownByDifferencesDecidesAsOneCompiledWhole() throws DamagedListException {
    List<ListEntry> entries = new ArrayList<>(randomEntries(1_000));
    CompiledList before = Lists.compiled(entries);
    ListIndex base = ListIndex.of(before.inMemory(), Lists.KEY);
    ListIndex grown = base;
    List<ListFile> deltas = new ArrayList<>();
    for (int version = 0; version < 7; version++) {
      for (int i = 0; i < 150; i++) {
        entries.remove(random.nextInt(entries.size()));
      }
      entries.addAll(randomEntries(version == 2 ? 4_000 : 200));
      CompiledList now = Lists.compiled(entries);
      CompiledList delta = now.since(before.inMemory());
      deltas.add(delta.inMemory());
      grown = grown.with(delta.inMemory());
      assertEquals(now.header().version(), grown.version().version());
      compare(entries, grown);
      compare(entries, base.with(deltas));
      before = now;
    }
  }

  @Test
  void anEntryThatGoesAndComesBackIsAsItWas() throws DamagedListException {
    List<ListEntry> with = Lists.entries("a.example", "http://b.example/p", "=c.d.e.example");
    CompiledList before = Lists.compiled(with);
    CompiledList without = Lists.compiled(Lists.entries("a.example"));
    ListIndex index = ListIndex.of(before.inMemory(), Lists.KEY);
    List<ListFile> thereAndBack =
        List.of(
            without.since(before.inMemory()).inMemory(),
            before.since(without.inMemory()).inMemory());
    ListIndex gone = index.with(thereAndBack.get(0));
    assertNotNull(gone.matchName("x.a.example"));
    assertNull(gone.matchName("b.example"));
    assertNull(gone.matchName("c.d.e.example"));
    for (ListIndex back : List.of(gone.with(thereAndBack.get(1)), index.with(thereAndBack))) {
      assertEquals(index.matchName("b.example"), back.matchName("b.example"));
      assertEquals(index.matchName("c.d.e.example"), back.matchName("c.d.e.example"));
      assertNull(back.matchName("x.c.d.e.example"));
    }
  }

  private void compare(List<ListEntry> entries, ListIndex list) {
    Set<ListEntry> distinct = new LinkedHashSet<>(entries);
    assertEquals(
        distinct.stream().map(ListEntry::canonical).distinct().count(), list.header().entries());
    Map<String, List<ListEntry>> byHost =
        distinct.stream().collect(Collectors.groupingBy(ListEntry::host));
    int hits = 0;
    int inspected = 0;
    for (int i = 0; i < QUESTIONS; i++) {
      String name = name(1, 5);
      ListMatch byName = scan(above(name, byHost), name, null, list.version());
      assertEquals(byName, list.matchName(name));
      HttpUrl url = HttpUrl.parse(randomUrl());
      assertNotNull(url);
      ListMatch byUrl = scan(above(url.host(), byHost), url.host(), url, list.version());
      assertEquals(byUrl, list.matchUrl(url));
      hits += (byName == null ? 0 : 1) + (byUrl == null ? 0 : 1);
      inspected += byName != null && byName.decision() == RequestDecision.INSPECT ? 1 : 0;
    }
    assertTrue(hits > QUESTIONS / 5 && hits < QUESTIONS * 19 / 10, "hits " + hits);
    assertTrue(inspected > 20, "inspected " + inspected);
  }

  /** The entries of a host and of all above it, which alone can say anything of it. */
  private static List<ListEntry> above(String host, Map<String, List<ListEntry>> byHost) {
    List<ListEntry> entries = new ArrayList<>();
    for (String at = host; ; at = at.substring(at.indexOf('.') + 1)) {
      entries.addAll(byHost.getOrDefault(at, List.of()));
      if (at.indexOf('.') < 0) {
        return entries;
      }
    }
  }

  private static @Nullable ListMatch scan(
      List<ListEntry> entries, String host, @Nullable HttpUrl url, ListVersion version) {
    ListMatch best = null;
    for (ListEntry entry : entries) {
      ListMatch match = url == null ? byName(entry, host, version) : byUrl(entry, url, version);
      if (match != null && (best == null || ListMatch.PRECEDENCE.compare(match, best) < 0)) {
        best = match;
      }
    }
    return best;
  }

  private static @Nullable ListMatch byName(ListEntry entry, String name, ListVersion version) {
    boolean same = name.equals(entry.host());
    boolean url = entry.type() == EntryType.EXACT_URL || entry.type() == EntryType.PATH_PREFIX;
    boolean below = entry.type() == EntryType.DOMAIN && name.endsWith("." + entry.host());
    if (!same && !below) {
      return null;
    }
    return match(
        entry,
        url ? MatchKind.HOST_ONLY : MatchKind.valueOf(entry.type().name()),
        url ? RequestDecision.INSPECT : RequestDecision.SPLASH,
        labels(entry.host()),
        version);
  }

  private static @Nullable ListMatch byUrl(ListEntry entry, HttpUrl url, ListVersion version) {
    boolean same = url.host().equals(entry.host());
    boolean samePort = same && url.port() == entry.port();
    boolean hit =
        switch (entry.type()) {
          case DOMAIN -> same || url.host().endsWith("." + entry.host());
          case HOST -> same;
          case EXACT_URL -> samePort && isPage(page(url.matchTarget()), entry.target());
          case PATH_PREFIX -> samePort && path(url.matchTarget()).startsWith(entry.target());
        };
    if (!hit) {
      return null;
    }
    int depth = labels(entry.host()) + (entry.port() < 0 ? 0 : 1) + steps(entry.target());
    MatchKind kind = MatchKind.valueOf(entry.type().name());
    return match(entry, kind, RequestDecision.SPLASH, depth, version);
  }

  private static ListMatch match(
      ListEntry entry, MatchKind kind, RequestDecision decision, int depth, ListVersion version) {
    String id = ListKey.text(Lists.KEY.idOf(entry));
    return new ListMatch(id, kind, decision, depth, entry.policy(), entry.category(), version);
  }

  private static int labels(String host) {
    return host.split("\\.").length;
  }

  private static String path(String target) {
    return target.split("\\?", 2)[0];
  }

  /** Without parameters of the last segment and an empty query. */
  private static String page(String target) {
    String query = target.substring(path(target).length());
    return path(target).replaceFirst(";[^/]*$", "") + (query.equals("?") ? "" : query);
  }

  /** An entry without a query is for the page with any query. */
  private static boolean isPage(String asked, String listed) {
    return listed.contains("?") ? asked.equals(listed) : path(asked).equals(listed);
  }

  /** One for each slash, one for what is after the last, and one for a query. */
  private static int steps(String target) {
    String path = path(target);
    int slashes = (int) path.chars().filter(c -> c == '/').count();
    int page = path.isEmpty() || path.endsWith("/") ? 0 : 1;
    return slashes + page + (target.contains("?") ? 1 : 0);
  }

  private List<ListEntry> randomEntries(int count) {
    List<ListEntry> entries = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      entries.add(
          randomPolicy(
              switch (random.nextInt(8)) {
                case 0 -> name(2, 4);
                case 1, 2 -> "=" + name(1, 4);
                case 3 -> randomUrl().split("\\?", 2)[0].replaceAll("[^/]*$", "") + "*";
                default -> randomUrl();
              }));
    }
    return entries;
  }

  /** A quarter is parental control, which gives way to child protection wherever it is. */
  private ListEntry randomPolicy(String text) {
    return random.nextInt(4) == 0
        ? Lists.entry(text, "games", ListPolicy.PARENTAL_CONTROL)
        : Lists.entry(text);
  }

  private String randomUrl() {
    StringBuilder url = new StringBuilder(random.nextBoolean() ? "http://" : "https://");
    url.append(name(1, 3)).append(random.nextInt(8) == 0 ? ":8443" : "").append('/');
    int folders = random.nextInt(3);
    for (int i = 0; i < folders; i++) {
      url.append((char) ('a' + random.nextInt(2))).append('/');
    }
    url.append(random.nextBoolean() ? "" : "p" + random.nextInt(2));
    url.append(random.nextInt(8) == 0 ? ";s=" + random.nextInt(2) : "");
    String query = random.nextInt(8) == 0 ? "?" : "?q=" + random.nextInt(2);
    return url.append(random.nextInt(3) == 0 ? query : "").toString();
  }

  /** Few letters, so that names share labels, parts of labels and suffixes. */
  private String name(int least, int most) {
    StringBuilder name = new StringBuilder();
    int labels = least + random.nextInt(most - least + 1);
    for (int i = 0; i < labels; i++) {
      int length = 1 + random.nextInt(2);
      for (int c = 0; c < length; c++) {
        name.append((char) ('a' + random.nextInt(4)));
      }
      name.append('.');
    }
    return name.append(TOP[random.nextInt(TOP.length)]).toString();
  }
}
