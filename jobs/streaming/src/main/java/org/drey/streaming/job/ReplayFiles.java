package org.drey.streaming.job;

import java.util.List;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.drey.event.Alert;
import org.drey.event.BlocklistHit;
import org.drey.event.Case;
import org.drey.event.DeadLetter;
import org.drey.event.Finding;
import org.drey.event.TopicNames;
import org.drey.rules.compile.RuleSet;
import org.drey.streaming.operator.AlertRecords;
import org.drey.streaming.operator.CaseRecords;
import org.drey.streaming.operator.DeduplicateFunction;
import org.drey.streaming.operator.FindingRecords;
import org.drey.streaming.sink.JsonLinesSink;
import org.drey.streaming.sink.ResultFiles;
import org.drey.streaming.sink.UpsertLinesSink;

/** Writes the results of a replay, a file each. */
final class ReplayFiles {
  private final RuleSet rules;
  private final ResultFiles files;

  ReplayFiles(RuleSet rules, ResultFiles files) {
    this.rules = rules;
    this.files = files;
  }

  /** Writes what the blocklist job decided, each once. */
  void write(DataStream<BlocklistHit> hits, DataStream<BlocklistHit> splashes) {
    writeHits(hits, TopicNames.BLOCKLIST_HITS);
    writeHits(splashes, TopicNames.SPLASH_SIGNALS);
  }

  private void writeHits(DataStream<BlocklistHit> hits, String name) {
    KeySelector<BlocklistHit, String> id = hit -> hit.getSignalId() + ":" + hit.getKeyVersion();
    writeAvro(once(hits, id, new AvroTypeInfo<>(BlocklistHit.class), name), name);
  }

  /**
   * Writes what the detection job made.
   *
   * @param others dead letters of the other job
   */
  void write(DetectionGraph.Results results, List<DataStream<DeadLetter>> others) {
    var type = TypeInformation.of(org.drey.rules.correlate.Finding.class);
    results
        .findings()
        .keyBy(finding -> finding.id(), Types.STRING)
        .process(new DeduplicateFunction<>(type, finding -> finding.events()), type)
        .name("findings")
        .uid("findings")
        .map(new FindingRecords(rules), new AvroTypeInfo<>(Finding.class))
        .name("findings as records")
        .uid("findings-as-records")
        .sinkTo(new JsonLinesSink<>(files.part(TopicNames.FINDINGS)))
        .uid("write-findings")
        .setParallelism(1);
    writeAlerts(results.alerts(), TopicNames.ALERTS);
    if (results.shadowAlerts() != null) {
      writeAlerts(results.shadowAlerts(), TopicNames.SHADOW_ALERTS);
    }
    writeCases(results.cases());
    DataStream<DeadLetter> dead = results.deadLetters();
    for (DataStream<DeadLetter> other : others) {
      dead = dead.union(other);
    }
    writeAvro(
        once(
            dead, DeadLetterKey::of, new AvroTypeInfo<>(DeadLetter.class), TopicNames.DEAD_LETTERS),
        TopicNames.DEAD_LETTERS);
  }

  /** Every revision of the alerts that there are in the end. */
  private void writeAlerts(DataStream<Alert> revisions, String name) {
    revisions
        .sinkTo(new UpsertLinesSink<>(files.part(name), Alert::getAlertId, AlertRecords::isThere))
        .uid("write-" + name)
        .setParallelism(1);
  }

  /** The cases that there are in the end. */
  private void writeCases(DataStream<Case> revisions) {
    TypeInformation<Case> type = new AvroTypeInfo<>(Case.class);
    DataStream<Case> cases =
        revisions
            .keyBy(Case::getCaseId, Types.STRING)
            .process(new DeduplicateFunction<>(type, Case::getRevision), type)
            .name("cases: the last of each")
            .uid("once-" + TopicNames.CASES)
            .filter(CaseRecords::isThere)
            .name("cases: those that there are")
            .uid("there-" + TopicNames.CASES);
    writeAvro(cases, TopicNames.CASES);
  }

  private static <T> DataStream<T> once(
      DataStream<T> stream, KeySelector<T, String> key, TypeInformation<T> type, String name) {
    return stream
        .keyBy(key, Types.STRING)
        .process(new DeduplicateFunction<>(type, element -> 0), type)
        .name(name + ": each once")
        .uid("once-" + name);
  }

  private <T extends SpecificRecordBase> void writeAvro(DataStream<T> stream, String name) {
    stream.sinkTo(new JsonLinesSink<>(files.part(name))).uid("write-" + name).setParallelism(1);
  }
}
