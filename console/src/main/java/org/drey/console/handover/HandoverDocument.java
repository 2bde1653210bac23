package org.drey.console.handover;

import java.util.List;
import java.util.Map;
import org.drey.alerts.handover.ExportFormat;

/**
 * A document that would go, or goes.
 *
 * @param lines what goes, and what stays and why
 * @param alerts what the audit says of each alert that goes, by id
 * @param shown the text as its receivers read it
 * @param digest of the text, by which what was seen and what is downloaded are the same
 * @param file the name of its file
 */
public record HandoverDocument(
    ExportFormat format,
    List<String> lines,
    Map<String, Map<String, String>> alerts,
    String text,
    String shown,
    String digest,
    String file) {}
