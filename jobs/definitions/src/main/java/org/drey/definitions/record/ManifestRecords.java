package org.drey.definitions.record;

import java.util.List;
import org.drey.blocklist.publish.Manifest;
import org.drey.event.ListManifest;
import org.drey.event.ListPart;

/** Manifests as they travel on {@code blocklist-control}. */
public final class ManifestRecords {
  private ManifestRecords() {}

  /** A manifest as a record. */
  public static ListManifest of(Manifest manifest) {
    return ListManifest.newBuilder()
        .setListId(manifest.listId())
        .setSequence(manifest.sequence())
        .setPublishedAt(manifest.publishedAt())
        .setBase(part(manifest.base()))
        .setDeltas(manifest.deltas().stream().map(ManifestRecords::part).toList())
        .setMac(manifest.mac())
        .build();
  }

  /**
   * The manifest in a record.
   *
   * @throws IllegalArgumentException if it has not the form of one; says no value of it
   */
  public static Manifest manifest(ListManifest record) {
    List<Manifest.Part> deltas = record.getDeltas().stream().map(ManifestRecords::part).toList();
    return new Manifest(
        record.getListId(),
        record.getSequence(),
        record.getPublishedAt(),
        part(record.getBase()),
        deltas,
        record.getMac());
  }

  private static ListPart part(Manifest.Part part) {
    return new ListPart(part.file(), part.checksum(), part.version());
  }

  private static Manifest.Part part(ListPart part) {
    return new Manifest.Part(part.getFile(), part.getChecksum(), part.getVersion());
  }
}
