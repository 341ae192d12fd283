//! The names that a step fixes, read off what its checks look at.

use std::collections::{BTreeMap, BTreeSet};

use crate::course::Step;
use crate::course::expect::{Expectation, Item, Matcher, Property};
use crate::course::subject::{ContainerSelect, Subject};
use crate::error::CommandError;
use crate::probe::compose::PROJECT_LABEL;
use crate::probe::{FilePlace, ImageSummary, reference};

use super::Services;
use super::judge::base_images;

/// Names on the engine that steps are about. Base images are not among them: those are the learner's to keep.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Names {
    pub(super) containers: BTreeSet<String>,
    /// Written out: `test-echo:latest`.
    pub(super) images: BTreeSet<String>,
    pub(super) networks: BTreeSet<String>,
    pub(super) volumes: BTreeSet<String>,
    /// Compose projects: whatever bears their label.
    pub(super) projects: BTreeSet<String>,
    /// Services of those projects.
    pub(super) services: BTreeSet<String>,
}

impl Names {
    /// The names of these steps.
    pub(super) fn of<'s>(steps: impl IntoIterator<Item = &'s Step>, base_images: &[String]) -> Self {
        let mut names = Self::default();
        for check in steps.into_iter().flat_map(|step| &step.checks) {
            names.subject(&check.subject);
            names.expectations(&check.expect);
            for rule in &check.near_misses {
                rule.subject.iter().for_each(|subject| names.subject(subject));
            }
        }
        let is_base = |name: &String| base_images.iter().any(|base| reference::same(base, name));
        names.images.retain(|name| !is_base(name));
        for engine_own in ["bridge", "host", "none"] {
            names.networks.remove(engine_own);
        }
        names
    }

    /// The names of the whole course. One chapter at a time is in memory.
    pub(super) fn of_course(services: &Services) -> Result<Self, CommandError> {
        let bases = base_images(services);
        let mut all = Self::default();
        for chapter in &services.course.manifest.chapters {
            all.extend(Self::of(&services.chapter(chapter)?.steps, &bases));
        }
        Ok(all)
    }

    fn extend(&mut self, more: Self) {
        self.containers.extend(more.containers);
        self.images.extend(more.images);
        self.networks.extend(more.networks);
        self.volumes.extend(more.volumes);
        self.projects.extend(more.projects);
        self.services.extend(more.services);
    }

    fn subject(&mut self, subject: &Subject) {
        match subject {
            Subject::Container(select) | Subject::Logs(select) => self.select(select),
            Subject::Serve(serve) => serve.reference().into_iter().for_each(|image| self.image(image)),
            Subject::Calls(calls) => self.image(&calls.image),
            Subject::Run(run) => {
                if let Some(image) = run.reference() {
                    self.image(image);
                }
            }
            Subject::Image(image) | Subject::File(FilePlace::Image { image, .. }) | Subject::RegistryImage(image) => {
                self.image(image);
            }
            Subject::ComposeProject { project, service } => {
                self.add(|names| &mut names.projects, project);
                if let Some(service) = service {
                    self.add(|names| &mut names.services, service);
                }
            }
            Subject::Network(name) => self.add(|names| &mut names.networks, name),
            Subject::Volume(name) => self.add(|names| &mut names.volumes, name),
            Subject::File(FilePlace::Container { container, .. }) => self.add(|names| &mut names.containers, container),
            Subject::File(FilePlace::Volume { volume, .. }) => self.add(|names| &mut names.volumes, volume),
            Subject::File(FilePlace::Workspace { .. })
            | Subject::Dockerfile { .. }
            | Subject::ComposeFile { .. }
            | Subject::DanglingImages
            | Subject::Event(_)
            | Subject::Http(_)
            | Subject::Registry(_)
            | Subject::Login(_)
            | Subject::Ask(_) => {}
        }
    }

    fn select(&mut self, select: &ContainerSelect) {
        select.name.iter().for_each(|name| self.add(|names| &mut names.containers, name));
        select.image.iter().for_each(|image| self.image(image));
        select.network.iter().for_each(|name| self.add(|names| &mut names.networks, name));
        select.volume.iter().for_each(|name| self.add(|names| &mut names.volumes, name));
        select.project.iter().for_each(|name| self.add(|names| &mut names.projects, name));
        select.service.iter().for_each(|name| self.add(|names| &mut names.services, name));
    }

    /// Whether Compose built an image for one of the projects and made its name up: `10-compose-web` by version 2, which
    /// also labels it, `10-compose_web` by version 1.
    pub(super) fn is_project_image(&self, image: &ImageSummary, tag: &str) -> bool {
        let (repository, tag) = reference::split(tag);
        let made_up = |project: &String| {
            let service = repository.strip_prefix(project.as_str()).and_then(|rest| rest.strip_prefix(['-', '_']));
            service.is_some_and(|service| image.labels.contains_key(PROJECT_LABEL) || self.services.contains(service))
        };
        tag == "latest" && self.projects.iter().any(made_up)
    }

    /// Whether labels are those of one of the Compose projects.
    pub(super) fn has_project(&self, labels: &BTreeMap<String, String>) -> bool {
        labels.get(PROJECT_LABEL).is_some_and(|project| self.projects.contains(project))
    }

    fn expectations(&mut self, expectations: &[Expectation]) {
        for Expectation { property, matcher } in expectations {
            let name = match property {
                Property::Named(name) => name.as_str(),
                _ => "",
            };
            self.matcher(name, matcher);
        }
    }

    fn matcher(&mut self, property: &str, matcher: &Matcher) {
        match matcher {
            Matcher::Equals(value) if property == "image" => {
                value.as_str().into_iter().for_each(|image| self.image(image));
            }
            Matcher::Of(subject, _) | Matcher::Than(_, subject, _) => self.subject(subject),
            Matcher::All(all) => all.iter().for_each(|one| self.matcher(property, one)),
            Matcher::Has(items) | Matcher::Exactly(items) => items.iter().for_each(|item| self.item(property, item)),
            Matcher::Any(item) | Matcher::Each(item) => self.item(property, item),
            _ => {}
        }
    }

    fn item(&mut self, property: &str, item: &Item) {
        let Item::Fields(fields) = item else { return };
        for (field, matcher) in fields {
            let Matcher::Equals(value) = matcher else { continue };
            let Some(text) = value.as_str().filter(|_| field == "name") else { continue };
            match property {
                "services" => self.add(|names| &mut names.services, text),
                "networks" => self.add(|names| &mut names.networks, text),
                "mounts" => self.add(|names| &mut names.volumes, text),
                _ => {}
            }
        }
    }

    fn image(&mut self, name: &str) {
        if !name.is_empty() && !reference::is_id(name) {
            self.images.insert(reference::normalize(name));
        }
    }

    fn add(&mut self, set: impl Fn(&mut Self) -> &mut BTreeSet<String>, name: &str) {
        if !name.is_empty() {
            set(self).insert(name.to_owned());
        }
    }
}
