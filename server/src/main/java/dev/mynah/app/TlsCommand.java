package dev.mynah.app;

import picocli.CommandLine.Command;

/** {@code mynah tls}: certificates of one's own. */
@Command(name = "tls", description = "Certificates of your own.", synopsisSubcommandLabel = "COMMAND")
final class TlsCommand {}
