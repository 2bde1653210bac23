package org.drey.local.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.drey.event.DnsQuery;
import org.drey.event.Stage;
import org.drey.event.TopicNames;
import org.drey.event.WebRequest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WorldTruthTest {

  /** Counts again, from the list's file and the records alone. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void listedQuestionsAreAsManyAsTheFileSays(long seed) {
    SyntheticWorld world = SyntheticWorld.generate(new WorldSettings(seed, 200, 30));
    NaiveList list = NaiveList.parse(world.blocklist());
    Set<String> splash = new HashSet<>();
    Set<String> inspect = new HashSet<>();
    Set<String> gaps = new HashSet<>();
    for (WorldItem item : world.arrivals().get(TopicNames.DNS_QUERIES)) {
      if (item.event() instanceof DnsQuery query) {
        String id = query.getProvider() + " " + query.getEventId();
        boolean aliased = query.getAnswers().stream().anyMatch(list::blocks);
        if (aliased || list.blocks(query.getQuery())) {
          splash.add(id);
          if (isAnsweredNormally(query)) {
            gaps.add(id);
          }
        } else if (list.carries(query.getQuery())) {
          inspect.add(id);
        }
      }
    }
    Set<String> records = new HashSet<>();
    for (WorldItem item : world.arrivals().get(TopicNames.WEB_REQUESTS)) {
      if (item.event() instanceof WebRequest request && list.hasUrl(request.getUrl())) {
        String id = request.getProvider() + " " + request.getEventId();
        if (request.getStage() != Stage.PROXY) {
          records.add(id);
        } else {
          splash.add(id);
          if (request.getStatus() == 200) {
            gaps.add(id);
          }
        }
      }
    }
    assertEquals(splash, world.truth().splashEvents());
    assertEquals(splash.size(), world.truth().splashSignals());
    assertEquals(records.size(), world.truth().record());
    assertEquals(inspect.size(), world.truth().inspect());
    assertEquals(gaps.size(), world.truth().gaps());
    assertTrue(gaps.size() < splash.size() / 4, "most are enforced");
    assertTrue(inspect.size() > 0);
  }

  private static boolean isAnsweredNormally(DnsQuery query) {
    return query.getResponseCode().equals("NOERROR")
        && query.getAnswers().stream().anyMatch(answer -> answer.startsWith("192.0.2."));
  }

  /** The four types of entry, matched by comparing text. */
  private record NaiveList(
      List<String> domains, List<String> hosts, List<String> carriers, List<String> urls) {
    static NaiveList parse(String file) {
      List<String> entries =
          file.lines().filter(line -> !line.isEmpty() && !line.startsWith("#")).toList();
      return new NaiveList(
          entries.stream().filter(e -> !e.contains("/") && !e.startsWith("=")).toList(),
          entries.stream().filter(e -> e.startsWith("=")).map(e -> e.substring(1)).toList(),
          entries.stream().filter(e -> e.contains("://")).map(e -> e.split("/", -1)[2]).toList(),
          entries.stream()
              .filter(e -> e.contains("://"))
              .map(e -> e.replaceFirst("https?://", ""))
              .toList());
    }

    boolean blocks(String query) {
      String name = query.toLowerCase(Locale.ROOT);
      return hosts.contains(name)
          || domains.stream().anyMatch(d -> name.equals(d) || name.endsWith("." + d));
    }

    /** Knows the ways in which this world writes a URL, and no others. */
    boolean hasUrl(String seen) {
      String url =
          seen.replaceFirst("https?://", "")
              .replaceFirst("#.*", "")
              .replace("/x/../.", "")
              .replace("%6D", "m")
              .replace(";s=1", "");
      String page = url.replaceFirst("\\?.*", ""); // an entry without a query is for every query
      return urls.stream()
          .anyMatch(
              listed ->
                  listed.endsWith("/*")
                      ? url.startsWith(listed.substring(0, listed.length() - 1))
                      : url.equals(listed) || page.equals(listed));
    }

    boolean carries(String query) {
      return carriers.contains(query.toLowerCase(Locale.ROOT));
    }
  }
}
