package org.drey.cli.dpia;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.definitions.config.NoticeSender;
import org.drey.definitions.config.PrivacyNotice;
import org.drey.rules.catalogue.FieldsRead;
import org.drey.rules.compile.RuleHead;
import org.drey.rules.compile.RuleSet;
import org.jspecify.annotations.Nullable;

/**
 * The processing of a deployment, as its configuration and rules say it.
 *
 * @param controller who answers for it; null if the configuration does not say
 * @param notice where it is explained to the public; null if the configuration does not say
 * @param sender who hands on alerts; null if the configuration does not say
 * @param ruleSet the hash of all rule files
 * @param streams that jobs may read
 * @param outageAllowance for how much longer state is kept, so that an outage loses nothing
 * @param findingsTopic whether findings are on a topic, also of people without an alert
 * @param fourEyesFrom the band from which a second analyst has to agree; null if one is enough
 * @param alertsKept for how long an alert is kept, by how it ended
 * @param rules that score
 * @param precision as verdicts say it; empty if none are at hand
 */
record ProcessingRecord(
    @Nullable String controller,
    @Nullable String notice,
    @Nullable String sender,
    String ruleSet,
    List<ProcessedStream> streams,
    Duration outageAllowance,
    boolean findingsTopic,
    @Nullable String fourEyesFrom,
    Map<String, Duration> alertsKept,
    List<RuleInForce> rules,
    List<IndicatorPrecision> precision) {

  /**
   * Returns what a configuration and rules come to.
   *
   * @param precision as verdicts say it
   */
  static ProcessingRecord of(
      DreyConfiguration configuration, RuleSet rules, List<IndicatorPrecision> precision) {
    PrivacyNotice notice = configuration.splash().notice();
    NoticeSender sender = configuration.sender();
    Map<String, Duration> alertsKept = new TreeMap<>();
    configuration.retention().times().forEach((end, time) -> alertsKept.put(end.name(), time));
    return new ProcessingRecord(
        notice == null ? null : notice.controller(),
        notice == null ? null : notice.url().toString(),
        sender == null ? null : sender.name(),
        rules.version(),
        ProcessedStream.all(configuration, rules, fieldsRead(rules)),
        configuration.time().outageAllowance(),
        configuration.findingsTopic(),
        configuration.fourEyesFrom() == null ? null : configuration.fourEyesFrom().name(),
        alertsKept,
        RuleInForce.all(rules),
        precision);
  }

  private static SortedSet<String> fieldsRead(RuleSet rules) {
    SortedSet<String> read = new TreeSet<>();
    for (RuleHead head : rules.heads()) {
      read.addAll(FieldsRead.of(rules, head.index()));
    }
    return read;
  }
}
