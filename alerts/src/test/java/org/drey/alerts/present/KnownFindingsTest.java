package org.drey.alerts.present;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecordBase;
import org.drey.alerts.MemoryResults;
import org.drey.alerts.TestAlerts;
import org.drey.alerts.source.ResultSource;
import org.drey.event.Alert;
import org.drey.event.Finding;
import org.drey.event.GroupValue;
import org.drey.event.TopicNames;
import org.drey.event.Track;
import org.drey.rules.compile.AlertTrack;
import org.drey.rules.compile.RuleHead;
import org.drey.rules.score.FoldForecast.KnownFinding;
import org.junit.jupiter.api.Test;

/** Findings of several alerts are read once, and each goes to its own. */
final class KnownFindingsTest {
  private static final RuleHead RULE =
      TestAlerts.RULES.heads().stream()
          .filter(rule -> rule.scoring() != null)
          .filter(rule -> rule.scoring().track() == AlertTrack.PAYER)
          .findFirst()
          .orElseThrow();

  private record Counted(ResultSource results, AtomicInteger readings) implements ResultSource {
    @Override
    public boolean has(String topic) throws IOException {
      return results.has(topic);
    }

    @Override
    public <T extends SpecificRecordBase> void read(
        String topic, Class<T> type, Predicate<String> keys, Reader<T> reader) throws IOException {
      readings.incrementAndGet();
      results.read(topic, type, keys, reader);
    }

    @Override
    public String name() {
      return results.name();
    }

    @Override
    public long unreadable() {
      return results.unreadable();
    }

    @Override
    public void warn(String what) {
      results.warn(what);
    }
  }

  private static Finding finding(String id, Alert alert) {
    Finding finding = TestAlerts.sample(Finding.class);
    finding.setFindingId(id);
    finding.setRuleId(RULE.id());
    finding.setShadow(false);
    finding.setTokenDomain(alert.getTokenDomain());
    finding.setKeyVersion(alert.getKeyVersion());
    finding.setGroup(List.of(new GroupValue(RULE.scoring().entity(), alert.getEntity(), true)));
    return finding;
  }

  @Test
  void ofSeveralAlertsAllIsReadOnceAndEachHasItsOwn() throws IOException {
    Alert one = TestAlerts.of(Track.PAYER, "payer-1");
    Alert other = TestAlerts.of(Track.PAYER, "payer-2");
    Alert none = TestAlerts.of(Track.PAYER, "payer-3");
    Counted results =
        new Counted(
            new MemoryResults()
                .with(TopicNames.FINDINGS, finding("f1", one))
                .with(TopicNames.FINDINGS, finding("f2", other))
                .with(TopicNames.FINDINGS, finding("f3", other)),
            new AtomicInteger());
    Map<String, Collection<KnownFinding>> found =
        KnownFindings.of(results, List.of(one, other, none), TestAlerts.RULES);
    assertEquals(1, results.readings().get());
    assertEquals(1, found.get(one.getAlertId()).size());
    assertEquals(2, found.get(other.getAlertId()).size());
    assertEquals(0, found.get(none.getAlertId()).size());
    assertEquals(
        List.copyOf(found.get(one.getAlertId())),
        List.copyOf(KnownFindings.of(results, one, TestAlerts.RULES)));
  }
}
