package org.drey.streaming.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.drey.blocklist.EntryType;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.definitions.stream.StreamRegistry;
import org.drey.event.TopicNames;
import org.drey.rules.compile.RuleSet;
import org.drey.streaming.fixture.Folder;
import org.drey.streaming.fixture.Replayed;
import org.drey.streaming.fixture.Sample;
import org.drey.streaming.fixture.SmallRules;
import org.drey.streaming.fixture.TestLists;
import org.drey.streaming.lists.ListSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A replay against a compiled list, with what subscribers have chosen. */
final class ListReplayIT {
  private static final TestLists LIST =
      TestLists.of("lists")
          .with(EntryType.DOMAIN, "bad.example")
          .with(EntryType.EXACT_URL, "http://carrier.example/page")
          .parental(EntryType.DOMAIN, "games.example", "gambling");

  @TempDir Path folder;

  private static DreyConfiguration declared(String... topics) {
    Map<String, DreyConfiguration.Stream> streams = new TreeMap<>();
    for (String topic : topics) {
      streams.put(topic, new DreyConfiguration.Stream("consent of the test", null, List.of()));
    }
    return DreyConfiguration.DEFAULT.withStreams(streams);
  }

  private Replayed replay(DreyConfiguration configuration, Sample... samples) throws Exception {
    Path input = Files.createTempDirectory(folder, "input");
    Folder.of(List.of(samples)).write(input);
    Path key = Files.writeString(folder.resolve("key"), TestLists.SECRET);
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
    ListSettings lists = ListSettings.ofFile(LIST.write(folder.resolve("lists.list"))).withKey(key);
    RuleSet rules = StreamRegistry.compile(List.of(SmallRules.FILE), configuration);
    return Replayed.against(lists, rules, configuration, input, 2);
  }

  private static Sample asks(String id, String subject, String name) {
    return Sample.query(id, subject, name);
  }

  private static Sample browses(String id, String subject, String url) {
    return Sample.of(TopicNames.WEB_REQUESTS, id).with("subject", subject).with("url", url);
  }

  private static Sample chooses(String subject, String category) {
    return Sample.of(TopicNames.SUBSCRIBER_POLICIES, "unused")
        .with("subject", subject)
        .with("categories", List.of(category));
  }

  private static String decisions(Replayed replayed) {
    Map<String, String> decisions = new TreeMap<>();
    for (JsonNode hit : replayed.lines(TopicNames.BLOCKLIST_HITS)) {
      decisions.put(
          hit.get("event_id").asText(),
          hit.get("decision").asText() + " " + hit.get("audience").asText());
    }
    return decisions.toString();
  }

  @Test
  void queriesAndRequestsAreLookedUpInTheListForEachSubscriber() throws Exception {
    Replayed replayed =
        replay(
            declared(TopicNames.DNS_QUERIES, TopicNames.WEB_REQUESTS),
            chooses("child", "gambling"),
            asks("d1", "adult", "bad.example"),
            asks("d2", "child", "games.example"),
            asks("d3", "adult", "games.example"),
            asks("d4", "adult", "carrier.example"),
            browses("w1", "adult", "http://carrier.example/page"),
            browses("w2", "adult", "http://carrier.example/"),
            browses("w3", "child", "http://games.example/").with("stage", "HOSTING"));

    assertEquals(
        "{d1=SPLASH ADULT, d2=SPLASH CHILD, d4=INSPECT ADULT, w1=SPLASH ADULT, w3=RECORD CHILD}",
        decisions(replayed));
    assertEquals(3, replayed.splashes().size());
    assertEquals(List.of(), replayed.deadLetters());
  }

  @Test
  void aStreamWithoutALegalBasisHasNoSubjectsAndNoProfiles() throws Exception {
    Replayed replayed =
        replay(
            declared(TopicNames.DNS_QUERIES),
            chooses("child", "gambling"),
            asks("d1", "child", "games.example"),
            browses("w1", "child", "http://games.example/"),
            browses("w2", "child", "http://bad.example/"));

    assertEquals("{d1=SPLASH CHILD, w2=SPLASH ADULT}", decisions(replayed));
    JsonNode web =
        replayed.lines(TopicNames.BLOCKLIST_HITS).stream()
            .filter(hit -> hit.get("event_id").asText().equals("w2"))
            .findFirst()
            .orElseThrow();
    assertTrue(web.get("subject").isNull());
  }

  @Test
  void requestsAloneAreEnough() throws Exception {
    Replayed replayed =
        replay(DreyConfiguration.DEFAULT, browses("w1", "adult", "http://bad.example/"));
    assertEquals("{w1=SPLASH ADULT}", decisions(replayed));
  }
}
