use super::book::{Asking, Reach, finding, open_on, print, say_not_found, with};
use super::rules;
use crate::config::{Common, OwnRules};
use crate::report::Outcome;
use clap::Args;
use register::EntityId;
use reports::Asked;

/// Shows why claims of the register are one thing; or why a rule fires in a sentence, or where it stops.
#[derive(Debug, Args)]
pub(crate) struct Explain {
    /// Name or id of a thing in the register; or a rule, as `rules list` names it
    #[arg(value_name = "ENTITY|RULE")]
    what: String,
    /// Sentence to read by the rule
    #[arg(value_name = "SENTENCE")]
    sentence: Option<String>,
    #[command(flatten)]
    asking: Asking,
    #[command(flatten)]
    rules: OwnRules,
}

impl Explain {
    pub(crate) fn run(&self, common: &Common) -> anyhow::Result<Outcome> {
        match &self.sentence {
            Some(sentence) => self.rule(sentence),
            None => self.entity(common),
        }
    }

    fn entity(&self, common: &Common) -> anyhow::Result<Outcome> {
        let what = std::slice::from_ref(&self.what);
        let opened = open_on(common, &self.asking, what, Reach::Itself)?;
        let id = match finding(&opened.snapshot, what) {
            Asked::Entity(entity) => entity.id.clone(),
            other => match opened.register.current(&EntityId::from_printed(self.what.as_str()))? {
                Some(id) => id,
                None => return Ok(say_not_found(what, &other)),
            },
        };
        let Some(told) = opened.register.explain(&id)? else { return Ok(say_not_found(what, &Asked::Nothing(Vec::new()))) };
        with(&opened, 30, |book| print(&reports::explain(book, &told), &self.asking, false, "nothing is known of it"))
    }

    fn rule(&self, sentence: &str) -> anyhow::Result<Outcome> {
        let reader = rules::reader(&self.rules)?;
        let Some(told) = reader.explain(&self.what, sentence) else {
            let last = self.what.rsplit('/').next().unwrap_or(&self.what);
            let near: Vec<&str> = reader.rules().map(|(name, ..)| name).filter(|n| n.contains(last)).collect();
            let hint =
                if near.is_empty() { "`chancery rules list` names them all".to_owned() } else { format!("is it {}?", near.join(", ")) };
            anyhow::bail!("there is no rule {:?}\nhint: {hint}", self.what);
        };
        anstream::print!("{told}");
        let claims = reader.read_text(sentence);
        anstream::println!("{}", if claims.is_empty() { "nothing is claimed" } else { "what is claimed:" });
        for claim in claims {
            anstream::println!("  {} ({})", share::plain::claim_line(&claim.kind), claim.rule);
        }
        Ok(Outcome::Done)
    }
}
