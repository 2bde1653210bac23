package org.drey.streaming.operator;

import java.time.Instant;
import java.util.List;
import org.drey.event.Case;
import org.drey.event.CaseMember;
import org.drey.event.EntityKind;
import org.drey.event.Track;
import org.drey.rules.cases.CaseContent;
import org.drey.rules.cases.CaseRevision;
import org.drey.rules.cases.CaseState;
import org.drey.rules.schema.EntityKey;

/** Writes cases as records. */
public final class CaseRecords {
  private static final CaseContent NONE = new CaseContent(0, List.of(), 0, 0);

  private final long generation;

  /**
   * Records of a job.
   *
   * @param generation when the job was submitted, seconds since 1970; 0 for a bounded run
   */
  CaseRecords(long generation) {
    this.generation = generation;
  }

  /** A revision as a record; that there is no such case any more is one without members. */
  Case of(EntityKey entity, CaseRevision revision) {
    CaseContent content = revision.content() == null ? NONE : revision.content();
    return Case.newBuilder()
        .setCaseId(CaseState.id(entity))
        .setEntityKind(EntityKind.valueOf(entity.kind()))
        .setEntity(entity.token())
        .setTokenDomain(entity.tokenDomain())
        .setKeyVersion(entity.keyVersion())
        .setDegree(content.degree())
        .setMembers(content.members().stream().map(CaseRecords::member).toList())
        .setFirstSeen(Instant.ofEpochMilli(content.firstSeen()))
        .setLastSeen(Instant.ofEpochMilli(content.lastSeen()))
        .setGeneration(generation)
        .setRevision(revision.number())
        .build();
  }

  private static CaseMember member(CaseContent.Member member) {
    return CaseMember.newBuilder()
        .setAlertId(member.alertId())
        .setEntity(member.entity())
        .setTrack(Track.valueOf(member.track()))
        .setPeakScore(member.peak())
        .build();
  }

  /** Returns whether a record says that there is such a case; else the topic gets a deletion. */
  public static boolean isThere(Case record) {
    return !record.getMembers().isEmpty();
  }
}
