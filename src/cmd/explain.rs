use super::rules;
use crate::config::OwnRules;
use crate::report::Outcome;
use clap::Args;

/// Shows why a rule fires in a sentence, or where it stops.
#[derive(Debug, Args)]
pub(crate) struct Explain {
    /// Rule to explain, as `rules list` names it
    #[arg(value_name = "RULE")]
    rule: String,
    /// Sentence to read
    #[arg(value_name = "SENTENCE")]
    sentence: String,
    #[command(flatten)]
    rules: OwnRules,
}

impl Explain {
    pub(crate) fn run(&self) -> anyhow::Result<Outcome> {
        let reader = rules::reader(&self.rules)?;
        let Some(told) = reader.explain(&self.rule, &self.sentence) else {
            let last = self.rule.rsplit('/').next().unwrap_or(&self.rule);
            let near: Vec<&str> = reader.rules().map(|(name, ..)| name).filter(|n| n.contains(last)).collect();
            let hint =
                if near.is_empty() { "`chancery rules list` names them all".to_owned() } else { format!("is it {}?", near.join(", ")) };
            anyhow::bail!("there is no rule {:?}\nhint: {hint}", self.rule);
        };
        anstream::print!("{told}");
        let claims = reader.read_text(&self.sentence);
        anstream::println!("{}", if claims.is_empty() { "nothing is claimed" } else { "what is claimed:" });
        for claim in claims {
            anstream::println!("  {} ({})", share::plain::claim_line(&claim.kind), claim.rule);
        }
        Ok(Outcome::Done)
    }
}
