package org.drey.definitions.record;

import java.util.List;
import org.drey.blocklist.publish.PublishedManifest;
import org.drey.event.ListManifest;
import org.drey.event.ListPart;

/** Manifests as they travel on {@code blocklist-control}. */
public final class ManifestRecords {
  private ManifestRecords() {}

  /** A manifest as a record. */
  public static ListManifest of(PublishedManifest manifest) {
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
  public static PublishedManifest manifest(ListManifest record) {
    List<PublishedManifest.Part> deltas =
        record.getDeltas().stream().map(ManifestRecords::part).toList();
    return new PublishedManifest(
        record.getListId(),
        record.getSequence(),
        record.getPublishedAt(),
        part(record.getBase()),
        deltas,
        record.getMac());
  }

  private static ListPart part(PublishedManifest.Part part) {
    return new ListPart(part.file(), part.checksum(), part.version());
  }

  private static PublishedManifest.Part part(ListPart part) {
    return new PublishedManifest.Part(part.getFile(), part.getChecksum(), part.getVersion());
  }
}
