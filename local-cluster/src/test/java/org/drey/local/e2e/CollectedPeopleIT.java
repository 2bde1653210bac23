package org.drey.local.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedOutputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.drey.cli.collect.CollectCommand;
import org.drey.cli.readiness.ReadinessCommand;
import org.drey.collect.feed.ClearValue;
import org.drey.collect.feed.TokenKeys;
import org.drey.collect.feed.TokenMaker;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.definitions.stream.StreamRegistry;
import org.drey.event.EntityKind;
import org.drey.event.Payment;
import org.drey.event.TopicNames;
import org.drey.event.json.JsonLineWriter;
import org.drey.fixtures.CommandRun;
import org.drey.local.cluster.SharedBroker;
import org.drey.local.generate.SyntheticWorld;
import org.drey.local.generate.WorldSettings;
import org.drey.rules.sigma.RuleFile;
import org.drey.terminal.ShutdownHook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * People who pay by messages of ISO 20022, joined to what their bank knows: replay finds those whom
 * it finds when records say all.
 */
@Timeout(300)
final class CollectedPeopleIT {
  private static final SyntheticWorld WORLD =
      SyntheticWorld.generate(new WorldSettings(7, 300, 30, true, 3));

  @TempDir Path folder;
  private PeopleMessages people;
  private Path config;
  private Path key;

  @BeforeEach
  void write() throws Exception {
    config = Files.writeString(folder.resolve("drey.yaml"), WORLD.configuration());
    key =
        Files.writeString(
            folder.resolve("tokens.key"), "1: ZwHfofj5jvDS4RR3nOjRV7uKj+pTrz0wyi7NyypXCM8=\n");
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
    people = new PeopleMessages(WORLD, Instant.now());
    people.writeMessages(folder.resolve("messages"));
    people.writeCustomers(folder.resolve("customers.csv"));
    people.writeRelations(folder.resolve("relations.csv"));
    people.writeHistory(folder.resolve("history"));
  }

  @Test
  void withWhatTheBankKnowsReplayFindsWhomItFindsInFullRecords() throws Exception {
    Set<String> wanted = results(people.payments(), "full", Map.of());
    for (String track : List.of("PAYER", "VICTIM", "RECEIVER")) {
      long alerts = wanted.stream().filter(one -> one.startsWith(track)).count();
      System.out.printf("%s: %d alerts%n", track, alerts);
      assertTrue(alerts > 0, wanted::toString);
    }
    long findings = wanted.stream().filter(one -> one.startsWith("finding")).count();
    System.out.printf("%d findings%n", findings);
    CommandRun filled =
        run("pairs", "--from", file("history"), "--pairs", file("pairs.drey"), "--zone", "Z");
    assertEquals(0, filled.status(), filled.err());
    List<Payment> collected =
        collect(
            "--customers",
            file("customers.csv"),
            "--relations",
            file("relations.csv"),
            "--pairs",
            file("pairs.drey"));
    assertEquals(wanted, results(collected, "collected", names()));
  }

  @Test
  void withoutItReadinessSaysThatChildrenMayBeShownAsPayers() throws Exception {
    List<Payment> collected = collect();
    Path input = write(collected, "bare");
    CommandRun run =
        CommandRun.of(
            new CommandLine(new ReadinessCommand()),
            "--events",
            input.toString(),
            "--config",
            config.toString());
    run.assertSays(0, "AGES ARE MISSING: payments.payer_age_band IS FILLED IN 0 %");
    run.assertSays(0, "A YOUNG PERSON WHO IS MADE TO PAY IS SHOWN AS A PAYER");
    run.assertSays(0, "--customers");
    assertEquals(Set.of(), results(collected, "bare", Map.of()));
  }

  private String file(String name) {
    return folder.resolve(name).toString();
  }

  private static CommandRun run(String... arguments) {
    return CommandRun.of(CollectCommand.line(new ShutdownHook()), arguments);
  }

  /** Returns what is on the topic of payments when all messages are read. */
  private List<Payment> collect(String... more) throws Exception {
    try (SharedBroker broker = SharedBroker.open();
        JobTopics topics = new JobTopics(broker.client())) {
      broker.createTopics(JobTopics.PARTITIONS);
      List<String> arguments =
          new ArrayList<>(
              List.of(
                  "iso20022",
                  "--from",
                  file("messages"),
                  "--bootstrap",
                  broker.client().getProperty("bootstrap.servers"),
                  "--config",
                  config.toString(),
                  "--key-file",
                  key.toString(),
                  "--provider",
                  "bank.example"));
      arguments.addAll(List.of(more));
      CommandRun run = run(arguments.toArray(String[]::new));
      assertEquals(0, run.status(), run.err());
      List<Payment> sent = topics.committed(TopicNames.PAYMENTS, Payment.class);
      assertEquals(
          people.payments().stream().map(Payment::getEventId).distinct().count(), sent.size());
      return sent;
    }
  }

  private Path write(List<Payment> payments, String name) throws Exception {
    Path input = Files.createDirectories(folder.resolve(name));
    JsonLineWriter lines = new JsonLineWriter();
    try (OutputStream out =
        new BufferedOutputStream(
            Files.newOutputStream(input.resolve(TopicNames.PAYMENTS + ".jsonl")))) {
      for (Payment payment : payments) {
        out.write(lines.write(payment));
        out.write('\n');
      }
    }
    return input;
  }

  /** Returns the alerts of payments, track, entity, score; and their findings, with the time. */
  private Set<String> results(List<Payment> payments, String name, Map<String, String> names)
      throws Exception {
    DreyConfiguration configuration = DreyConfiguration.read(config);
    Path output = folder.resolve(name + "-output");
    Replays.run(
        StreamRegistry.compile(RuleFile.catalogue(), configuration),
        configuration,
        null,
        write(payments, name),
        output);
    Set<String> results = new TreeSet<>();
    for (JsonNode alert : Results.last(Results.ofFile(output.resolve("alerts.jsonl")))) {
      String entity = alert.get("entity").asText();
      results.add(
          alert.get("track").asText()
              + " "
              + names.getOrDefault(entity, entity)
              + " "
              + alert.get("score").asText());
    }
    for (JsonNode finding : Results.ofFile(output.resolve("findings.jsonl"))) {
      List<String> group = new ArrayList<>(List.of("finding " + finding.get("indicator").asText()));
      for (JsonNode one : finding.get("group")) {
        String value = one.asText();
        group.add(names.getOrDefault(value, value));
      }
      results.add(String.join(" ", group) + " " + finding.get("event_time").asText());
    }
    return results;
  }

  /** The names of people by their tokens. */
  private Map<String, String> names() throws Exception {
    TokenMaker tokens = new TokenMaker(TokenKeys.read(key));
    Map<String, String> names = new HashMap<>();
    for (Payment payment : people.payments()) {
      put(names, tokens, EntityKind.SUBJECT, payment.getSubject());
      put(names, tokens, EntityKind.PAYEE, payment.getPayee());
    }
    return names;
  }

  private static void put(
      Map<String, String> names, TokenMaker tokens, EntityKind kind, String name) {
    names.put(tokens.token(1, ClearValue.of(kind, name)), name);
  }
}
