package org.drey.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecordBase;
import org.drey.alerts.decide.VerdictRules;
import org.drey.alerts.decide.VerdictRules.SecondEyes;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.definitions.stream.StreamRegistry;
import org.drey.event.Alert;
import org.drey.event.AlertEvent;
import org.drey.event.Case;
import org.drey.event.CaseMember;
import org.drey.event.EntityKind;
import org.drey.event.LinkedEntity;
import org.drey.event.LivestreamDetails;
import org.drey.event.TopicNames;
import org.drey.event.Track;
import org.drey.event.Verdict;
import org.drey.event.json.JsonLineReader;
import org.drey.event.json.JsonLineWriter;
import org.drey.event.wire.InvalidRecordException;
import org.drey.rules.compile.AlertTrack;
import org.drey.rules.compile.RuleHead;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.schema.EntityKey;
import org.drey.rules.sigma.RuleFile;
import org.drey.rules.verdict.AlertIds;

/** Alerts to begin with, and files of them. */
public final class ConsoleAlerts {
  /** The catalogue. */
  public static final RuleSet RULES =
      StreamRegistry.compile(RuleFile.catalogue(), DreyConfiguration.DEFAULT);

  /** What verdicts depend on, where the jobs' configuration is not at hand. */
  public static final VerdictRules VERDICTS = VerdictRules.of(RULES, SecondEyes.UNKNOWN);

  private ConsoleAlerts() {}

  /** The schemas' sample, about another person, with an id that fits. */
  public static Alert of(Track track, String subject) {
    Alert alert = sample(Alert.class);
    alert.setTrack(track);
    alert.setEntityKind(EntityKind.SUBJECT);
    alert.setEntity(subject);
    alert.setAlertId(
        AlertIds.of(
            AlertTrack.valueOf(track.name()),
            new EntityKey(alert.getTokenDomain(), alert.getKeyVersion(), "SUBJECT", subject)));
    alert.setDueBy(Instant.now().plusSeconds(7200).truncatedTo(ChronoUnit.MILLIS));
    return alert;
  }

  /** A young person who paid accounts. */
  public static Alert paying(String subject, String... payees) {
    Alert child = of(Track.VICTIM, subject);
    child.setLinkedEntities(
        Stream.of(payees).map(one -> new LinkedEntity(EntityKind.PAYEE, one, 1)).toList());
    return child;
  }

  /** An account that young people pay. */
  public static Alert account(String payee) {
    Alert account = of(Track.RECEIVER, payee);
    account.setEntityKind(EntityKind.PAYEE);
    account.setAlertId(
        AlertIds.of(
            AlertTrack.RECEIVER,
            new EntityKey(account.getTokenDomain(), account.getKeyVersion(), "PAYEE", payee)));
    return account;
  }

  /** The same, of one private session with a host of whose age this is assured. */
  public static Alert withHost(Alert alert, String age) {
    AlertEvent event = alert.getEvents().get(0);
    event.setPayment(null);
    event.setLivestream(
        new LivestreamDetails(
            null, alert.getEntity(), "s1", "JOINED", "PRIVATE", 1L, null, age, "UNKNOWN"));
    return alert;
  }

  /** The same on rules of the catalogue, none of which is hard evidence. */
  public static Alert onSoftEvidence(Alert alert) {
    RuleHead soft =
        RULES.heads().stream()
            .filter(rule -> rule.scoring() != null)
            .filter(rule -> !rule.scoring().hard() && !rule.scoring().opens())
            .findFirst()
            .orElseThrow();
    alert.getReasons().forEach(reason -> reason.setRuleId(soft.id()));
    return alert;
  }

  /** A later revision. */
  public static Alert next(Alert alert, double score, Instant emittedAt) {
    Alert next = Alert.newBuilder(alert).build();
    next.setRevision(alert.getRevision() + 1);
    next.setScore(score);
    next.setEmittedAt(emittedAt.truncatedTo(ChronoUnit.MILLIS));
    return next;
  }

  /** A case of alerts. */
  public static Case star(String payee, List<Alert> alerts) {
    Case star = sample(Case.class);
    star.setCaseId("case-" + payee);
    star.setEntityKind(EntityKind.PAYEE);
    star.setEntity(payee);
    star.setDegree(alerts.size());
    star.setMembers(
        alerts.stream()
            .map(
                one ->
                    new CaseMember(
                        one.getAlertId(), one.getEntity(), one.getTrack(), one.getPeakScore()))
            .toList());
    return star;
  }

  /** The sample of a verdict, on an alert. */
  public static Verdict verdict(Alert alert, String id, Instant time) {
    Verdict verdict = sample(Verdict.class);
    verdict.setVerdictId(id);
    verdict.setAlertId(alert.getAlertId());
    verdict.setVerdictTime(time);
    return verdict;
  }

  /** The schemas' sample of a topic's records. */
  public static <T extends SpecificRecordBase> T sample(Class<T> type) {
    String name = "/samples/" + TopicNames.topicOf(type) + ".pass.json";
    try (InputStream in = ConsoleAlerts.class.getResourceAsStream(name)) {
      byte[] json = Objects.requireNonNull(in, name).readAllBytes();
      return JsonLineReader.of(type).read(json).datum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InvalidRecordException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Appends records to the file of their topic. */
  public static void append(Path folder, SpecificRecordBase... records) throws IOException {
    for (SpecificRecordBase one : records) {
      Files.writeString(
          folder.resolve(TopicNames.topicOf(one.getClass()) + ".jsonl"),
          new String(new JsonLineWriter().write(one), StandardCharsets.UTF_8) + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    }
  }

  /** The fields of a form by which alerts are decided together. */
  public static Map<String, List<String>> selected(List<Alert> alerts) {
    Map<String, List<String>> all = new HashMap<>();
    all.put("alert", alerts.stream().map(Alert::getAlertId).toList());
    for (Alert each : alerts) {
      String revision = each.getGeneration() + "." + each.getRevision();
      all.put("revision-" + each.getAlertId(), List.of(revision));
    }
    return all;
  }
}
